import type { HolderLineFault } from '#crypto';
import type { KeptRelease, MissingShares, RecoveryProgress } from '#client';
import type { Confirmed } from './devices.js';
import type { PersonName } from './names.js';
import type { StatementLine } from './signatures.js';

/** A holder of the archive in force. */
interface HolderLine {
  /** From 1. */
  readonly place: number;
  readonly isPaper: boolean;
  /** Whether this device holds the key. */
  readonly isHere: boolean;
  /** What two persons compare of it. */
  readonly fingerprint: string;
}

/** An opening of an archive, as the log has it. */
interface OpeningLine {
  /** Its place in the directory's log. */
  readonly index: number;
  readonly officer: PersonName | undefined;
  readonly device: string;
  /** How many conversations; all of them where undefined. */
  readonly conversations: number | undefined;
}

/** The archive of one's own authority, as the directory has it. */
export interface ArchiveView {
  /** Absent where none is kept of what is written from now on. */
  readonly inForce: { readonly k: number; readonly holders: readonly HolderLine[] } | undefined;
  /** Those that were declared before and can still be opened, the newest first. */
  readonly earlier: readonly EarlierArchive[];
  /** The newest first. */
  readonly openings: readonly OpeningLine[];
  /** What this device declares as a holder, where it has a key. */
  readonly holder: OwnHolder | undefined;
}

/** An archive that was ended or replaced: what went into it its own holders can still open. */
interface EarlierArchive {
  readonly id: string;
  readonly k: number;
  readonly n: number;
}

/** A text to be saved as a file and handed on. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** What this device declares as a holder, and what somebody is read of it. */
export interface OwnHolder extends TextFile {
  readonly fingerprint: string;
}

/** A holder's key on its way to paper. Its lines are secret: they leave the worker once, to be printed. */
export interface PaperKey {
  readonly lines: readonly string[];
  readonly fingerprint: string;
  /** What of it is declared. */
  readonly declared: string;
}

/** The key with which somebody acts as a holder. */
export type HolderSource =
  | { readonly is: 'here' }
  | { readonly is: 'paper'; readonly lines: readonly string[] }
  | { readonly is: 'file'; readonly text: string; readonly passphrase: string };

/** What an archive is to be. */
export interface ArchiveWish {
  readonly k: number;
  /** Places of the holders now, who stay. */
  readonly kept: readonly number[];
  /** What further holders have given. */
  readonly added: readonly string[];
}

/** How a statement on its way between signers stands. */
export type SigningState =
  /** Something else was stated meanwhile: it is made anew. */
  | 'stale'
  | 'logged'
  | 'open'
  /** Enough have signed. */
  | 'complete';

/** What a file that somebody was given says. */
export type GivenFile =
  /** Of two administrators: read, compared and signed at Second signatures. */
  | { readonly is: 'declaration' }
  | {
      readonly is: 'opening';
      readonly state: SigningState;
      readonly officer: PersonName | undefined;
      readonly device: string;
      readonly conversations: number | undefined;
      readonly signed: number;
      readonly k: number;
    }
  | {
      readonly is: 'request';
      readonly officer: PersonName | undefined;
      readonly device: string;
      readonly epochs: number;
      readonly conversations: number;
    }
  | { readonly is: 'release'; readonly place: number; readonly shares: number };

/** What the recovery on this device waits for, where the last opening names it. */
export interface RecoveryView {
  readonly k: number;
  readonly n: number;
  readonly released: readonly KeptRelease[];
  /** Conversations with something that was said and is not readable here, and their epochs. */
  readonly conversations: number;
  readonly epochs: number;
}

/** What was asked of the holders. */
export interface RecoveryRequest {
  readonly file: TextFile;
  readonly conversations: number;
  readonly epochs: number;
  /** Epochs that nobody posted: nothing brings them back. */
  readonly lost: number;
  /** Conversations in scope that this device is not in. */
  readonly absent: number;
}

/** What a recovery came to. */
export interface RecoveryResult {
  readonly messages: number;
  readonly epochs: number;
  /** Epochs that it was stopped before. */
  readonly left: number;
  readonly missing: Readonly<Partial<Record<MissingShares, number>>>;
}

/** The archive of one's own authority, and recovery from it (protocol 4.2, 4.3). */
export interface ArchiveDesk {
  standing(): Promise<ArchiveView>;
  /** Makes this device a holder's, once. */
  makeHolder(): Promise<OwnHolder>;
  /** Makes a key for paper and keeps nothing of it. */
  makePaper(): Promise<PaperKey>;
  /** What is wrong with each line that was typed from paper. */
  lineFaults(lines: readonly string[]): Promise<readonly (HolderLineFault | null)[]>;
  /** What of a holder is declared. @throws `archive.form` */
  readHolder(text: string): Promise<{ readonly fingerprint: string; readonly isPaper: boolean }>;
  /** The statement that declares an archive, signed by this device; a second administrator signs it. @throws `archive.holders`, `archive.form` */
  declare(wish: ArchiveWish): Promise<StatementLine>;
  /** The statement that ends the archive, likewise. */
  end(): Promise<StatementLine>;
  /** The statement that opens the archive in force, or an earlier one, to this device, for k holders to sign. @throws `archive.unopened` */
  open(conversations: readonly string[] | 'all', earlier?: string): Promise<TextFile>;
  /** @throws `archive.form` */
  read(text: string): Promise<GivenFile>;
  /** Adds a holder's signature to an opening. @throws `archive.holder`, `holder.words` */
  sign(text: string, source: HolderSource): Promise<TextFile>;
  /** Leaves an opening with the relay that enough have signed. @throws `statement.refused` */
  submit(text: string): Promise<Confirmed>;
  recovery(): Promise<RecoveryView | null>;
  /** @throws `archive.unopened`, `archive.device`, `archive.nothing` */
  request(): Promise<RecoveryRequest>;
  /** A holder's shares for the device that a request names. @throws as `Archive.release` */
  release(
    text: string,
    source: HolderSource,
  ): Promise<TextFile & { readonly shares: number; readonly refused: number }>;
  /** Keeps what a holder has released to this device. @throws `archive.form`, `archive.device`, `archive.stale`, `archive.share`, `archive.kept` */
  keep(text: string): Promise<KeptRelease>;
  /** Brings back what the kept releases open. @throws `archive.too-few` */
  recover(): Promise<RecoveryResult>;
  progress(): Promise<RecoveryProgress | null>;
  /** Stops a recovery after what it is at; the next one goes on from there. */
  stop(): Promise<void>;
}
