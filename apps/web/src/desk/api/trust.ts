import type { AuthorityName } from './names.js';

/** What the one indicator says, the gravest first. */
export type TrustLevel =
  /** Two records, a rollback, a forgery: somebody shows what cannot be honest. */
  | 'doubt'
  /** The witnesses' last word is too long ago: sending waits. */
  | 'old'
  /** A device in a conversation is not what it should be. */
  | 'device'
  /** The relay has listed entries of the directory and not given what they say. */
  | 'missing'
  /** Something was noticed that accuses nobody of forgery. */
  | 'noticed'
  | 'calm';

/** A device in this officer's conversations that is not to be relied on. */
export interface DoubtfulDevice {
  readonly device: string;
  readonly officer: string;
  readonly authority: AuthorityName | undefined;
  /** Why: `revoked`, `frozen`, `expired` and the like. */
  readonly standing: string;
  readonly conversation: string;
}

/** Something that was not as it should be. Its story stands in the catalogue by its code. */
export interface NoticeLine {
  readonly number: number;
  readonly code: string;
  /** The sub-code, where there is one. */
  readonly detail: string | undefined;
  /** All sub-codes with which it was met. */
  readonly details: readonly string[];
  readonly about: 'relay' | 'member' | 'device';
  readonly grave: boolean;
  /** Local time, Unix seconds. */
  readonly noticedAt: number;
  /** Only an `open` one disturbs. */
  readonly standing: 'open' | 'dealt-with' | 'mended' | 'information';
  /** Who said that it was dealt with, and when. */
  readonly dealtWith: { readonly by: string; readonly at: number } | undefined;
  /** The conversation it belongs to. */
  readonly conversation: string | undefined;
  readonly seq: number | undefined;
  /** Whose device it speaks about. */
  readonly person: string | undefined;
  /** The two sizes and roots where two records were shown. */
  readonly records: readonly ShownRecord[];
}

/** One of the records that a relay has shown. */
export interface ShownRecord {
  readonly which: 'held' | 'met';
  readonly size: number;
  /** The beginning of the root hash, hexadecimal in groups of four. */
  readonly root: string;
}

/** May I rely on what I see? */
export interface Standing {
  readonly level: TrustLevel;
  /** How many entries of the directory the relay has listed and not given. */
  readonly missing: number;
  readonly sending: 'goes' | 'waits' | 'stopped';
  readonly devices: number;
  readonly doubtful: readonly DoubtfulDevice[];
  /** Witnesses' time of the older of both newest checkpoints, Unix seconds; 0 before there is one. */
  readonly checkedAt: number;
  readonly directory: LogStanding;
  readonly record: LogStanding | undefined;
  readonly witnesses: { readonly quorum: number; readonly all: number };
  /** Whether others can write to this device. */
  readonly keyLogged: boolean;
  readonly cloned: boolean;
  /** Newest first. */
  readonly notices: readonly NoticeLine[];
}

/** How far a log was checked. */
export interface LogStanding {
  readonly size: number;
  readonly at: number;
  readonly root: string;
}

/** Whether the relay is reached; if not, since when (Unix seconds), and the code with which it refuses this device. */
export type Line =
  | { readonly is: 'up' }
  | { readonly is: 'down'; readonly since: number; readonly refusal: string | undefined };

/** Whom and what to rely on. */
export interface TrustDesk {
  standing(): Promise<Standing>;
  line(): Promise<Line>;
  /** Checks everything again now. @throws what the relay's answer is refused with */
  checkAgain(): Promise<void>;
  /** Everything that proves a notice to a third person: the text of a JSON file. */
  evidence(number: number): Promise<string>;
  /** Takes note that a notice was dealt with, once everything is checked again. @throws `notice.persists`, and what the check is refused with */
  dealWith(number: number): Promise<void>;
}
