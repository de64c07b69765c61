import type { CarriedTold, Compared } from '#client';
import type { Appointment } from './administration.js';
import type { Confirmed, LookedAtDevice } from './devices.js';
import type { PersonName } from './names.js';

/** What whoever signs second says they compared. */
export type Signing = Compared;

/** Who signed, and whether it counts. */
export interface SignerLine {
  readonly is: 'administrator' | 'authority-key' | 'new-device' | 'nobody';
  readonly person: PersonName | undefined;
  readonly kind: 'cli' | 'desktop' | 'web' | undefined;
}

/** A statement that takes two administrators, kept on this device until it is put away. */
export interface StatementLine {
  readonly id: string;
  readonly act: CarriedTold;
  readonly signers: readonly SignerLine[];
  /** Whether this device has signed it. */
  readonly isSigned: boolean;
  /** What it lacks, or that it can be filed, or that the directory says it, or that it must be prepared anew. */
  readonly standing: 'signature' | 'not-web' | 'ready' | 'logged' | 'stale';
  /** The names of those who may sign what it lacks. */
  readonly next: readonly string[];
  /** Whether it goes out of date as soon as anything else is stated about the authority. */
  readonly isPlaced: boolean;
  /** The text of its file, and the name to save it by. */
  readonly file: string;
  readonly fileName: string;
}

/** Acts of the authority that take two administrators: signed here, carried as files. */
export interface SignaturesDesk {
  list(): Promise<readonly StatementLine[]>;
  /** Prepares and signs that somebody new is an administrator. */
  appoint(appointment: Appointment): Promise<StatementLine>;
  /** Prepares and signs that an officer of the authority is an administrator too. */
  promote(officer: string): Promise<StatementLine>;
  /** Prepares and signs that an administrator is dismissed. */
  dismiss(officer: string): Promise<StatementLine>;
  /** Signs the request of a waiting device of an officer who has none left. @throws `identity.words` */
  enrol(words: string, of: LookedAtDevice): Promise<StatementLine>;
  /** Takes the file that another administrator has handed over. @throws `statement.file`, `statement.elsewhere` */
  take(text: string): Promise<StatementLine>;
  /** @throws `statement.other-device`, `statement.compare` */
  sign(id: string, signing: Signing): Promise<StatementLine>;
  /** Files it with the relay. @throws `statement.refused` */
  submit(id: string): Promise<Confirmed>;
  /** Forgets it on this device. */
  drop(id: string): Promise<void>;
}
