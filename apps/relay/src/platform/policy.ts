import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a handler, declared beside it. A handler without one is refused to everyone.
 * - `public`: anyone; a session, if one comes along, is read and must be good.
 * - `session`: a device that is signed in and live now.
 * - `look-up`: a program with a token of an active authority's.
 * - `application`: whoever shows what an application was made with, or a device as for `session`; the handler judges which.
 * - `record`: as `session`, or an auditor with a token of an active authority's that reads the record.
 */
export type Policy = 'public' | 'session' | 'look-up' | 'application' | 'record';

/** Whom a policy leaves out unless a handler names them: an outside expert, signed in as one. */
export type Guest = 'expert';

interface Rule {
  readonly policy: Policy;
  readonly guest: Guest | undefined;
}

const RULE = 'comity:policy';

/** Declares the {@link Policy} of a handler, and that it serves outside experts too. */
export const Allow = (policy: Policy, guest?: Guest) => SetMetadata(RULE, { policy, guest } satisfies Rule);

/** The policy of a handler, or undefined when it has none and is therefore refused. */
export function policyOf(handler: object): Policy | undefined {
  return ruleOf(handler)?.policy;
}

/** Whether an outside expert may call a handler: only where it says so itself. */
export function servesExperts(handler: object): boolean {
  return ruleOf(handler)?.guest === 'expert';
}

function ruleOf(handler: object): Rule | undefined {
  return Reflect.getMetadata(RULE, handler) as Rule | undefined;
}
