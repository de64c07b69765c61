import type { SignatureKeyPair } from '#crypto';
import type { AnyBody } from '#directory';

/** A body without its place, which the log's order decides. */
export type Unplaced = Omit<AnyBody, 'prev'> & { readonly type: string; readonly subject: string };

/** Where statements go: a relay's log, or one in this process. */
export interface Notary {
  readonly root: SignatureKeyPair;
  /** Time of the newest checkpoint, Unix seconds. */
  checkpoint(): Promise<{ readonly at: number }>;
  /** Logs a statement after `prev`, signed by `signers`; returns the next `prev` of its subject. */
  state(body: Unplaced, prev: string, signers: readonly SignatureKeyPair[]): Promise<string>;
}
