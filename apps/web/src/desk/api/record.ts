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

/** Which leaves are asked for: of a kind, from a time on (Unix seconds), before a place, of a person or an authority (by id). */
export interface LeafFilter {
  readonly kind: LeafKind | undefined;
  readonly since: number | undefined;
  readonly before: number | undefined;
  readonly by: string | undefined;
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
  /** `authority` where it is about one; `act` as the directory names it; `by` who had its personal values erased. */
  | {
      readonly is: 'statement';
      readonly act: string;
      readonly subject: string;
      readonly authority: AuthorityName | undefined;
      readonly by: PersonName | undefined;
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

/** Whose acts may be asked for: an officer, with their authority, or an authority alone. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly authority: string | undefined;
}

/** How the last check of the whole record ended. */
export interface WholeCheck {
  /** By the clock of this device, Unix seconds. */
  readonly at: number;
  readonly size: number;
  /** When the witnesses confirmed it, Unix seconds. */
  readonly confirmedAt: number;
  /** What did not hold, and the first leaf where it shows, as far as that is known. */
  readonly fault: { readonly code: string; readonly index: number | undefined } | undefined;
}

/** A finished oversight pack. */
export interface MadePack {
  readonly name: string;
  readonly file: Blob;
  readonly leaves: number;
}

/** A long work at the record, and the part of it that is done, from 0 to 1. */
export interface RecordWork {
  readonly is: 'check' | 'pack';
  readonly done: number;
}

/** The leaves of the record, to be read. */
export interface RecordDesk {
  /** @throws what the relay's answer is refused with */
  leaves(filter: LeafFilter): Promise<LeafList>;
  /** A leaf and what proves to anybody that it stands in the record: the text of a JSON file. @throws as {@link leaves} */
  proof(index: number): Promise<string>;
  /** Who is known to this device: the officers and authorities of its own conversations and its own authority. */
  actors(): Promise<readonly Actor[]>;
  /** How the last check of the whole record ended that was not called off. */
  checked(): Promise<WholeCheck | null>;
  /** Fetches the whole record and computes its root anew. @throws `client.cancelled`, and what the record is refused with */
  check(): Promise<WholeCheck>;
  /** Makes an oversight pack of the leaves of a kind, from a time on (Unix seconds). @throws `client.cancelled`, `pack.range`, and as {@link leaves} */
  pack(wish: Pick<LeafFilter, 'kind' | 'since'>): Promise<MadePack>;
  /** The long work that is under way, if any. */
  work(): Promise<RecordWork | null>;
  stop(): Promise<void>;
}
