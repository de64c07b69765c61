import { useDeferredValue, useEffect, useState } from 'react';
import type { Strength } from './strength-words.js';

type Estimate = (passphrase: string, known: readonly string[]) => Strength;

/** The estimate of what was typed; undefined for nothing, and until the dictionaries are here. */
export function useStrength(passphrase: string, known: readonly string[]): Strength | undefined {
  const [estimate, setEstimate] = useState<Estimate>();
  const isTyped = passphrase !== '';
  useEffect(() => {
    if (!isTyped || estimate !== undefined) return;
    void import('./dictionary.js').then((module) => {
      setEstimate(() => module.estimate);
    });
  }, [isTyped, estimate]);
  const typed = useDeferredValue(passphrase);
  return typed === '' ? undefined : estimate?.(typed, known);
}
