import type { AuthorityName, PersonName } from './names.js';
import type { LogStanding } from './trust.js';

/** Kinds of leaves, as they are offered to choose from. */
export const leafKinds = [
  'session.opened',
  'session.ended',
  'conversation.opened',
  'conversation.advanced',
  'epoch.unreadable',
  'attachment.stored',
  'attachment.deleted',
  'export.made',
  'directory.stated',
  'directory.erased',
  'application.moved',
  'page.submitted',
  'page.returned',
  'page.withdrawn',
  'look-up.token-made',
  'look-up.token-revoked',
  'map.moved',
] as const;

/** One of them. */
export type LeafKind = (typeof leafKinds)[number];

/** Which leaves are asked for: of a kind, from a time on (Unix seconds), before a place. */
export interface LeafFilter {
  readonly kind: LeafKind | undefined;
  readonly since: number | undefined;
  readonly before: number | undefined;
}

/** What a leaf is about: as this device knows of itself, or was told and the leaf's own commitments confirm. */
export type LeafObject =
  | {
      readonly is: 'act';
      readonly by: PersonName | undefined;
      readonly conversation: string | undefined;
      /** Where it began one. */
      readonly epoch: number | undefined;
    }
  /** `authority` where it is about one; `act` as the directory names it. */
  | {
      readonly is: 'statement';
      readonly act: string;
      readonly subject: string;
      readonly authority: AuthorityName | undefined;
    }
  /** A state of all heads and keys, as one hash. */
  | { readonly is: 'map' }
  /** Others may open it, or nobody. */
  | { readonly is: 'sealed' };

/** A leaf that was proved. */
export interface LeafLine {
  readonly index: number;
  /** The relay's time, Unix seconds; undefined where the leaf is not readable. */
  readonly at: number | undefined;
  /** Undefined where this version of Comity knows no such kind. */
  readonly kind: LeafKind | undefined;
  readonly object: LeafObject;
}

/** A witness of the network, and when it cosigned, Unix seconds; undefined where it did not. */
export interface WitnessLine {
  readonly name: string;
  readonly at: number | undefined;
}

/** Leaves, the newest first, and the checkpoint under which each of them was proved. */
export interface LeafList {
  readonly checkpoint: LogStanding & { readonly origin: string };
  readonly witnesses: readonly WitnessLine[];
  /** How many of the witnesses must have cosigned. */
  readonly quorum: number;
  readonly lines: readonly LeafLine[];
  /** Where older ones go on: the next `before`. */
  readonly next: number | undefined;
}

/** The leaves of the record, to be read. */
export interface RecordDesk {
  /** @throws what the relay's answer is refused with */
  leaves(filter: LeafFilter): Promise<LeafList>;
  /** A leaf and what proves to anybody that it stands in the record: the text of a JSON file. @throws as {@link leaves} */
  proof(index: number): Promise<string>;
}
