import type { AuthorityName } from './names.js';

/** Where a party sits, seen from here: our own office, whom we consult, one who came later, the help desk. */
export type Side = 'ours' | 'theirs' | 'third' | 'help-desk';

/** An authority as it is named in a conversation. */
export interface Party extends AuthorityName {
  readonly side: Side;
}

/** An officer as they are named in a conversation. */
export interface Person {
  /** Absent where the directory does not know the device. */
  readonly officer: string | undefined;
  /** The name where it was given to this device, else the officer's id. */
  readonly name: string;
  /** The authority for which they speak; of an outside expert, the one that sponsors them. */
  readonly party: Party;
  /** Whether they are an outside expert: what they say is not their sponsor's word. */
  readonly expert: boolean;
}
