import type { Draft, Policy } from './draft.js';
import type { RosterView } from './directory-history.js';
import type { Roster, RosterDevice } from './roster.js';
import type { RosterBody } from './statement.js';

/** A statement before it has a secret, wraps and a signature: all that its right to be made depends on. */
export type RosterProposal = Omit<RosterBody, 'secret' | 'wraps'>;

/** Everything a change is judged by: the statement, the roster before it, the directory it names, and the state so far. */
export type Judgement = {
  readonly networkId: Uint8Array;
  readonly body: RosterProposal;
  /** The roster before; undefined for an opening. */
  readonly base: Roster | undefined;
  readonly policy: Policy;
  readonly view: RosterView;
  /** The statement's time, Unix seconds. */
  readonly at: number;
  readonly author: RosterDevice;
  readonly draft: Draft;
};
