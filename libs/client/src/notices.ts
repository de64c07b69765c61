import type { OfficerId } from '#contracts';
import { unixSeconds, type Clock } from '#primitives';
import { refuse } from './errors.js';
import { keyNumber, type Store, type StoreWrite } from './store.js';

/**
 * The closed set of what a client shows when something is not as it should be, and who it speaks about:
 * the `relay` (or its operator), a `member` of the conversation, or this `device` itself.
 */
export const noticeAbout = Object.freeze({
  'frames.gap': 'relay',
  'frames.repeated': 'relay',
  'frames.rewritten': 'relay',
  'frames.malformed': 'relay',
  'head.differs': 'relay',
  'head.not-logged': 'relay',
  'tail.cut': 'relay',
  'tail.unlogged': 'relay',
  'conversation.hidden': 'relay',
  'statement.refused': 'relay',
  'statement.pending': 'relay',
  'wrap.refused': 'relay',
  'wrap.unreadable': 'member',
  'wrap.key-lost': 'device',
  'content.wrong-epoch': 'relay',
  'content.stranger': 'relay',
  'content.unopened': 'member',
  'content.malformed': 'member',
  'content.unauthenticated': 'member',
  'content.record-refused': 'member',
  'content.after-revocation': 'member',
  'content.not-the-author': 'member',
  'context.relay-forked': 'relay',
  'context.sender-differs': 'member',
  'context.impossible': 'member',
  'context.directory-differs': 'relay',
  'context.directory-unproven': 'member',
  'key.refused': 'relay',
  'key.older': 'relay',
  'key.not-logged': 'relay',
  'key.withheld': 'relay',
  'key.overstated': 'member',
  'own-key.differs': 'relay',
  'device.cloned': 'device',
  'ack.false': 'relay',
  'attachment.altered': 'relay',
  'attachment.unopened': 'member',
  'grant.refused': 'member',
  'consent.refused': 'member',
  'directory.fault': 'relay',
  'record.fault': 'relay',
} as const);

/** What a notice says. */
export type NoticeCode = keyof typeof noticeAbout;

/** What proves a notice to a third person: signed notes and frames as they came, bytes as base64url. */
export type Evidence = Readonly<Record<string, string | number>>;

/** What a check found, before it is kept. */
export interface Finding {
  readonly code: NoticeCode;
  readonly conversation?: string;
  /** Where in the conversation's sequence. */
  readonly seq?: number;
  /** The device it speaks about, where it speaks about one. */
  readonly device?: string;
  /** A sub-code: the code with which a lib refused, or the name of what differs. */
  readonly detail?: string;
  readonly evidence?: Evidence;
}

/** A finding as it is kept for ever, shown and exported. */
export interface Notice extends Finding {
  /** Its number in this store, from 1. */
  readonly number: number;
  readonly about: 'relay' | 'member' | 'device';
  /** Local time, Unix seconds: for display, never for order. */
  readonly noticedAt: number;
  /** Who said that it was dealt with, and when: local time, Unix seconds. */
  readonly dealtWith?: { readonly by: OfficerId; readonly at: number };
}

/** How a notice stands: an `open` one disturbs; the others are kept, listed, and disturb nobody. */
export type NoticeStanding = 'open' | 'dealt-with' | 'mended' | 'information';

/** A notice as it is listed. */
export interface ListedNotice extends Notice {
  readonly standing: NoticeStanding;
}

const PREFIX = 'notices/';

/** Keeps what went wrong, with its evidence, and tells whoever listens. Nothing is ever removed. */
export class Notices {
  #next = 1;
  /** How often each was met since the start or since it was dealt with, by what is the same. */
  readonly #met = new Map<string, number>();
  readonly #listeners = new Set<(notice: Notice) => void>();

  private constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  static async open(store: Store, clock: Clock): Promise<Notices> {
    const notices = new Notices(store, clock);
    for (const { value } of await store.range<Notice>({ prefix: PREFIX })) {
      notices.#next = value.number + 1;
      if (value.dealtWith === undefined || isOnce(value)) notices.#met.set(sameness(value), 1);
    }
    return notices;
  }

  /**
   * The writes that keep `findings`, for the batch of the state change they belong to; `told` is called once the batch
   * is written. A finding that says the same of the same place as an earlier one is kept once, until that is dealt with.
   */
  prepare(findings: readonly Finding[]): { writes: StoreWrite[]; told: () => void } {
    const fresh: Notice[] = [];
    for (const finding of findings) {
      const same = sameness(finding);
      const times = this.#met.get(same) ?? 0;
      this.#met.set(same, times + 1);
      if (times > 0) continue;
      fresh.push({
        ...finding,
        number: this.#next++,
        about: noticeAbout[finding.code],
        noticedAt: unixSeconds(this.clock),
      });
    }
    return {
      writes: fresh.map((notice) => ({ key: PREFIX + keyNumber(notice.number), value: notice })),
      told: () => {
        for (const notice of fresh) for (const listener of this.#listeners) listener(notice);
      },
    };
  }

  /** Keeps findings that belong to no other change. */
  async keep(...findings: readonly Finding[]): Promise<void> {
    const { writes, told } = this.prepare(findings);
    await this.store.write(writes);
    told();
  }

  /** All notices, or those of one conversation, in the order in which they were noticed. */
  async list(conversation?: string): Promise<Notice[]> {
    const all = await this.store.range<Notice>({ prefix: PREFIX });
    return all
      .map(({ value }) => value)
      .filter((notice) => conversation === undefined || notice.conversation === conversation);
  }

  /**
   * Takes note that an officer has dealt with a notice: it stays, with its evidence. The same met again is a new notice.
   * @param lookAgain - checks everything anew: what it still meets cannot be dealt with
   * @throws `notice.absent`, `notice.persists`, and what the look is refused with
   */
  async dealWith(number: number, by: OfficerId, lookAgain: () => Promise<void>): Promise<void> {
    const key = PREFIX + keyNumber(number);
    const notice = (await this.store.get<Notice>(key)) ?? refuse('notice.absent', 'there is no such notice');
    if (notice.dealtWith !== undefined) return;
    if (!isOnce(notice)) {
      const same = sameness(notice);
      const times = this.#met.get(same);
      await lookAgain();
      if (this.#met.get(same) !== times) refuse('notice.persists', 'what was noticed is so still');
      this.#met.delete(same);
    }
    await this.store.write([{ key, value: { ...notice, dealtWith: { by, at: unixSeconds(this.clock) } } }]);
  }

  /** Calls `listener` for each new notice; the answer stops it. */
  onNotice(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

// What a member put at a place stands there for ever: to find it again is not to see it happen again.
function isOnce({ about }: Notice): boolean {
  return about === 'member';
}

function sameness({ code, conversation, seq, device, detail }: Finding): string {
  return [code, conversation, seq, device, detail].join('|');
}
