import type { AuthorityName, PersonName } from './names.js';

/** How far a conversation is on its way to a successor. */
export type HandOverState =
  | { readonly is: 'open' }
  /** It is being handed over, or its turn comes. */
  | { readonly is: 'next' | 'under-way'; readonly to: PersonName }
  | { readonly is: 'handed'; readonly to: PersonName; readonly history: 'given' | 'promised' | 'nothing' }
  | { readonly is: 'refused'; readonly to: PersonName; readonly code: string; readonly detail?: string }
  /** Somebody said that it needs no successor. */
  | { readonly is: 'settled' };

/** A conversation that this device shares with an officer who leaves. */
export interface HandOverLine {
  readonly conversation: string;
  readonly subject: string | undefined;
  readonly counterparts: readonly AuthorityName[];
  /** Officers of our own office in it, whoever leaves apart. */
  readonly ours: readonly PersonName[];
  readonly state: HandOverState;
}

/** What there is to hand over of an officer who leaves, and to whom. */
export interface HandOverView {
  readonly officer: PersonName;
  readonly isSelf: boolean;
  readonly isAdministrator: boolean;
  readonly dismissed: boolean;
  readonly lines: readonly HandOverLine[];
  /** Officers of our own office with a live device. */
  readonly successors: readonly PersonName[];
  readonly isUnderWay: boolean;
}

/** Who is to go on with a conversation. */
export interface HandOverChoice {
  readonly conversation: string;
  readonly successor: string;
}

/** Handing over what an officer who leaves was in. It goes on while nobody looks, and whatever is left can be gone on with later. */
export interface HandOversDesk {
  /** @throws `person.unknown` where it is nobody of the own office */
  view(officer: string): Promise<HandOverView>;
  /** Brings each successor in, one conversation after the other; answers before it is done. */
  start(officer: string, choices: readonly HandOverChoice[]): Promise<void>;
  /** Stops after the conversation that is under way. */
  stop(officer: string): Promise<void>;
  /** Keeps that a conversation needs no successor. */
  settle(officer: string, conversation: string): Promise<void>;
  /** Officers who were dismissed while nobody took over some of their conversations that this device is in. */
  open(): Promise<readonly { readonly officer: PersonName; readonly count: number }[]>;
}
