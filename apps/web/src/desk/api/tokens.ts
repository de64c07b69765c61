import type { PersonName } from './names.js';

/** A token with which a program of the authority, or an auditor, reads one thing. From the relay: its word. */
export interface TokenLine {
  readonly id: string;
  /** What the program is called. */
  readonly name: string;
  /** What it reads: the directory, for a program, or the record, for an auditor. */
  readonly reads: 'directory' | 'record';
  /** Who made it, as far as the directory knows. */
  readonly by: PersonName | undefined;
  /** Times in Unix seconds. */
  readonly at: number;
  readonly until: number;
  /** Within an hour; nothing where it never was. */
  readonly usedAt: number | undefined;
}

/** A token to be made. */
export interface TokenWish {
  readonly name: string;
  readonly days: number;
  readonly reads: TokenLine['reads'];
}

/** A token as it is told, this once. */
export interface TokenMade {
  /** What is handed on: the token, or an auditor's account as the text of a file. */
  readonly secret: string;
  readonly reads: TokenLine['reads'];
  readonly until: number;
  /** Where a program asks with it. */
  readonly address: string;
}

/** Tokens of the authority's programs and auditors: each reads one thing, and does nothing else. */
export interface TokensDesk {
  list(): Promise<readonly TokenLine[]>;
  /** @throws `permission.denied` where there are too many */
  make(wish: TokenWish): Promise<TokenMade>;
  /** Ends one at once. */
  revoke(id: string): Promise<void>;
}
