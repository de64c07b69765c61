import { useEffect, useEffectEvent } from 'react';
import type { RemoteDesk } from '../../platform/desk.js';
import { useFaultWords } from '../../platform/fault-words.js';
import { useAct } from '../../platform/use-act.js';
import { useToasts } from '../../ui/toast.js';
import { useWords } from './words.js';

const SECONDS = 10;

/** An act whose refusal is told in passing: for acts that have no dialog of their own. */
export function useTellableAct<Result, Given>(
  ask: (desk: RemoteDesk, given: Given) => Promise<Result>,
): ReturnType<typeof useAct<Result, Given>> {
  const act = useAct(ask);
  const { what } = useFaultWords(act.error);
  const { say } = useWords();
  const toasts = useToasts();
  const tell = useEffectEvent(() => {
    toasts.show({ text: say('act.failed', { why: what }), seconds: SECONDS });
  });
  useEffect(() => {
    if (act.error !== null) tell();
  }, [act.error]);
  return act;
}
