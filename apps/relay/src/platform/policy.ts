import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a handler, declared beside it. A handler without one is refused to everyone.
 * - `public`: anyone; a session, if one comes along, is read and must be good.
 * - `session`: a device that is signed in and live now.
 * - `look-up`: a program with a token of an active authority's.
 */
export type Policy = 'public' | 'session' | 'look-up';

const POLICY = 'comity:policy';

/** Declares the {@link Policy} of a handler. */
export const Allow = (policy: Policy) => SetMetadata(POLICY, policy);

/** The policy of a handler, or undefined when it has none and is therefore refused. */
export function policyOf(handler: object): Policy | undefined {
  return Reflect.getMetadata(POLICY, handler) as Policy | undefined;
}
