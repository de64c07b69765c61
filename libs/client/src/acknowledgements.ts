import type { ConversationId } from '#contracts';
import type { Checks } from './checks.js';
import { frameEvidence, frameHash, type Frame } from './conversation-frame.js';
import { keys } from './conversation-state.js';
import type { Finding } from './notices.js';
import type { StoreBatch } from './store-batch.js';
import { keyNumber, type Store, type StoreWrite } from './store.js';

/** Where the relay says a message of this device was stored. */
export interface Acknowledged {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly id: string;
  /** SHA-256 of its sealed bytes, base64url. */
  readonly hash: string;
}

/** Acknowledgements whose place has not been read yet: the relay is held to each of them. */
export class Acknowledgements {
  readonly #expected = new Map<string, Acknowledged>();

  private constructor(private readonly checks: Checks) {}

  static async open(store: Store, checks: Checks): Promise<Acknowledgements> {
    const acknowledgements = new Acknowledgements(checks);
    for (const { key, value } of await store.range<Acknowledged>({ prefix: keys.acknowledgements }))
      acknowledgements.#expected.set(key, value);
    return acknowledgements;
  }

  /** The write that keeps an acknowledgement until its place is read. */
  expect(acknowledged: Acknowledged): StoreWrite {
    const key = keyOf(acknowledged.conversation, acknowledged.seq);
    this.#expected.set(key, acknowledged);
    return { key, value: acknowledged };
  }

  /** Compares a frame with what was acknowledged for its place, if anything was. */
  met(batch: StoreBatch, conversation: ConversationId, frame: Frame): Finding | undefined {
    const key = keyOf(conversation, frame.seq);
    const expected = this.#expected.get(key);
    if (expected === undefined) return undefined;
    this.#expected.delete(key);
    batch.remove(key);
    const same = this.checks.failure('ack.place', () =>
      frame.id === expected.id && frameHash(frame) === expected.hash ? undefined : 'another frame',
    );
    if (same === undefined) return undefined;
    const evidence = {
      ...frameEvidence(conversation, frame),
      acknowledgedId: expected.id,
      acknowledgedHash: expected.hash,
    };
    return { code: 'ack.false', conversation, seq: frame.seq, detail: same, evidence };
  }

  /** What was acknowledged beyond the end of the sequence as the relay shows it. */
  beyond(conversation: ConversationId, end: number): Acknowledged[] {
    return [...this.#expected.values()].filter((one) => one.conversation === conversation && one.seq > end);
  }
}

function keyOf(conversation: ConversationId, seq: number): string {
  return `${keys.acknowledgements}${conversation}/${keyNumber(seq)}`;
}
