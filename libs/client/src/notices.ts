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
  'archive.false': 'member',
  'archive.opened': 'member',
  'archive.withheld': 'relay',
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

/** A notice with what else was found of the same place: one story, and further evidence of it. */
export interface NoticeStory extends Notice {
  readonly further: readonly Notice[];
}

/** A notice as it is listed. */
export interface ListedNotice extends NoticeStory {
  readonly standing: NoticeStanding;
}

/** How often something was met since the start or since it was dealt with, and in which details. */
interface Met {
  times: number;
  readonly details: Set<string | undefined>;
}

const PREFIX = 'notices/';

/** Keeps what went wrong, with its evidence, and tells whoever listens. Nothing is ever removed. */
export class Notices {
  #next = 1;
  /** By what tells one story. */
  readonly #met = new Map<string, Met>();
  readonly #listeners = new Set<(notice: Notice) => void>();

  private constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  static async open(store: Store, clock: Clock): Promise<Notices> {
    const notices = new Notices(store, clock);
    for (const { value } of await store.range<Notice>({ prefix: PREFIX })) {
      notices.#next = value.number + 1;
      if (value.dealtWith === undefined || isOnce(value)) notices.meet(value);
    }
    return notices;
  }

  /**
   * The writes that keep `findings`, for the batch of the state change they belong to; `told` is called once the batch
   * is written, of each that begins a story. A finding that says the same of the same place as an earlier one is kept once,
   * until that is dealt with; one that says it in another detail is further evidence of the same story.
   */
  prepare(findings: readonly Finding[]): { writes: StoreWrite[]; told: () => void } {
    const fresh: Notice[] = [];
    const begun: Notice[] = [];
    for (const finding of findings) {
      const { isNew, isFirst } = this.meet(finding);
      if (!isNew) continue;
      const kept = { number: this.#next++, about: noticeAbout[finding.code], noticedAt: unixSeconds(this.clock) };
      fresh.push({ ...finding, ...kept });
      if (isFirst) begun.push({ ...finding, ...kept });
    }
    return {
      writes: fresh.map(keeping),
      told: () => {
        for (const notice of begun) for (const listener of this.#listeners) listener(notice);
      },
    };
  }

  /** Keeps findings that belong to no other change. */
  async keep(...findings: readonly Finding[]): Promise<void> {
    const { writes, told } = this.prepare(findings);
    await this.store.write(writes);
    told();
  }

  /** All notices, or those of one conversation, in the order in which they were noticed: each story once. */
  async list(conversation?: string): Promise<NoticeStory[]> {
    const stories = new Map<string, NoticeStory & { readonly further: Notice[] }>();
    for (const { value } of await this.store.range<Notice>({ prefix: PREFIX })) {
      if (conversation !== undefined && value.conversation !== conversation) continue;
      const same = [sameness(value), value.dealtWith?.at].join('|');
      const story = stories.get(same);
      if (story === undefined) stories.set(same, { ...value, further: [] });
      else story.further.push(value);
    }
    return [...stories.values()];
  }

  /**
   * Takes note that an officer has dealt with a notice: it stays, with all its evidence. The same met again is a new notice.
   * @param lookAgain - checks everything anew: what it still meets cannot be dealt with
   * @throws `notice.absent`, `notice.persists`, and what the look is refused with
   */
  async dealWith(number: number, by: OfficerId, lookAgain: () => Promise<void>): Promise<void> {
    const story = (await this.list()).find((one) => one.number === number);
    const { further, ...first } = story ?? refuse('notice.absent', 'there is no such notice');
    if (first.dealtWith !== undefined) return;
    if (!isOnce(first)) {
      const same = sameness(first);
      const times = this.#met.get(same)?.times;
      await lookAgain();
      if (this.#met.get(same)?.times !== times) refuse('notice.persists', 'what was noticed is so still');
      this.#met.delete(same);
    }
    const dealtWith = { by, at: unixSeconds(this.clock) };
    await this.store.write([first, ...further].map((notice) => keeping({ ...notice, dealtWith })));
  }

  /** Calls `listener` for each new notice; the answer stops it. */
  onNotice(listener: (notice: Notice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  private meet(finding: Finding): { readonly isNew: boolean; readonly isFirst: boolean } {
    const same = sameness(finding);
    const met = this.#met.get(same) ?? { times: 0, details: new Set() };
    this.#met.set(same, met);
    const isNew = !met.details.has(finding.detail);
    met.details.add(finding.detail);
    return { isNew, isFirst: met.times++ === 0 };
  }
}

function keeping(notice: Notice): StoreWrite {
  return { key: PREFIX + keyNumber(notice.number), value: notice };
}

// What a member put at a place stands there for ever: to find it again is not to see it happen again.
function isOnce({ about }: Notice): boolean {
  return about === 'member';
}

// Of a place there is one story, however it shows. Of the logs each way in which they fail tells its own, and so does each
// opening of an archive, whose place is only how far was read by then; that of a hidden conversation is no more, and moves on.
function sameness({ code, conversation, seq, device, detail }: Finding): string {
  const isOfPlace = seq !== undefined && code !== 'archive.opened';
  const place = code === 'conversation.hidden' ? '' : seq;
  return [code, conversation, place, device, isOfPlace ? '' : detail].join('|');
}
