import { useDeferredValue, useEffect, useState } from 'react';
import { strengthOf, type Strength } from './strength-words.js';

type Estimate = (passphrase: string, known: readonly string[]) => Strength;

/** Without its dictionaries the meter knows nothing, and refuses nothing. */
const unknowing: Estimate = () => strengthOf(Number.POSITIVE_INFINITY, undefined);

/** What judges passphrases; its dictionaries are fetched once. */
export async function loadEstimate(): Promise<Estimate> {
  try {
    return (await import('./dictionary.js')).estimate;
  } catch {
    return unknowing;
  }
}

/** The estimate of what was typed; undefined for nothing, and until the dictionaries are here. */
export function useStrength(passphrase: string, known: readonly string[]): Strength | undefined {
  const [estimate, setEstimate] = useState<Estimate>();
  const isTyped = passphrase !== '';
  useEffect(() => {
    if (!isTyped || estimate !== undefined) return;
    void loadEstimate().then((loaded) => {
      setEstimate(() => loaded);
    });
  }, [isTyped, estimate]);
  const typed = useDeferredValue(passphrase);
  if (typed === '' || estimate === undefined || estimate === unknowing) return undefined;
  return estimate(typed, known);
}
