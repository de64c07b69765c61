import { useEffect, useRef } from 'react';
import type { RemoteDesk } from '../../platform/desk.js';
import { useFaultWording } from '../../platform/fault-words.js';
import { useAct } from '../../platform/use-act.js';
import { useToasts } from '../../ui/toast.js';
import { useWords } from './words.js';

const SECONDS = 10;

/**
 * An act whose refusal is told in passing: for acts that have no dialog of their own. Of several at once each is told.
 * @param told - what is told, of why, of what was given and of what to do; else that it was not done
 */
export function useTellableAct<Result, Given>(
  ask: (desk: RemoteDesk, given: Given) => Promise<Result>,
  told?: (why: string, given: Given, act: string) => string,
): ReturnType<typeof useAct<Result, Given>> {
  const wording = useFaultWording();
  const { say } = useWords();
  const toasts = useToasts();
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return useAct(async (desk, given: Given) => {
    try {
      return await ask(desk, given);
    } catch (error) {
      const { what: why, act } = wording(error);
      // Whoever is signed out meanwhile is told nothing of the desk.
      if (isShown.current)
        toasts.show({ text: told?.(why, given, act) ?? say('act.failed', { why }), seconds: SECONDS });
      throw error;
    }
  });
}
