import { useTranslation } from 'react-i18next';
import { DeskError } from './error-transfer.js';

/** What is told of an error. */
export interface FaultWords {
  readonly code: string;
  readonly what: string;
  readonly means: string;
  readonly act: string;
}

/** Codes that mean the same to an officer. */
export const SAME: Readonly<Record<string, string>> = {
  'session.required': 'session.refused',
  'session.expired': 'session.refused',
  'session.challenge': 'session.refused',
  'relay.stopping': 'relay.unavailable',
  'directory.checkpoint': 'record.checkpoint',
  'directory.entries': 'record.checkpoint',
  'directory.statement': 'record.checkpoint',
  'directory.forked': 'record.forked',
  'directory.rolled-back': 'record.rolled-back',
  'record.chain': 'record.forked',
  'record.alternates': 'record.forked',
  'record.map': 'record.checkpoint',
  'record.leaf': 'record.checkpoint',
  'directory.stale': 'record.stale',
  'roster.closed': 'conversation.closed',
  'conversation.epoch-stale': 'conversation.advance-failed',
  'statement.prev': 'statement.stale',
  'identity.stale': 'enrolment.unknown',
};

/** What happened, what it means and what to do, in words; an error without a code is a fault of this program. */
export function useFaultWords(error: unknown): FaultWords {
  return useFaultWording()(error);
}

/** As {@link useFaultWords}, for errors that are yet to come. */
export function useFaultWording(): (error: unknown) => FaultWords {
  const { t, i18n } = useTranslation('faults');
  // Which codes there are is known only when one comes.
  const say = t as unknown as (key: string) => string;
  return (error) => {
    const code = error instanceof DeskError ? error.code : 'desk.fault';
    const candidates = [error instanceof DeskError ? error.detail : undefined, code].filter(
      (name) => name !== undefined,
    );
    const known = candidates
      .map((name) => SAME[name] ?? name)
      .find((name) => i18n.exists(`${name}.what`, { ns: 'faults' }));
    const words = (part: string): string => say(`${known ?? 'other'}.${part}`);
    return { code: candidates.join(' / '), what: words('what'), means: words('means'), act: words('act') };
  };
}
