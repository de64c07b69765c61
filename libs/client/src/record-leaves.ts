import { limits, type ConversationId, type DeviceId } from '#contracts';
import { parseStatement } from '#directory';
import { formatProof } from '#tlog';
import { z } from 'zod';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import type { DirectorySync } from './directory.js';
import type { ProvenLeaf, RecordPages, WitnessedCheckpoint } from './record-page.js';
import type { Store } from './store.js';

/** Leaves that are fetched at once while others than those wanted stand between. */
const PAGE = 512;
/** Leaves that one list goes through; the next one goes on from there. */
const MOST_LOOKED = 4 * PAGE;
const USUAL = 50;

/** Which leaves are wanted: of a type, since a time by the relay's clock (Unix seconds), before a place. */
export interface LeafQuery {
  readonly type?: string | undefined;
  readonly since?: number | undefined;
  readonly before?: number | undefined;
  /** 50 unless said otherwise; at most 512. */
  readonly limit?: number | undefined;
}

/** What a leaf is about, as this device knows of itself: never by the relay's word. */
export type LeafObject =
  | {
      readonly is: 'conversation';
      readonly conversation: ConversationId;
      readonly epoch: number;
      /** Whose statement began the epoch. */
      readonly by: DeviceId;
    }
  | { readonly is: 'statement'; readonly subject: string; readonly act: string; readonly index: number };

/** A proved leaf and, where this device can tell, what it is about. */
export interface RecordLeaf extends ProvenLeaf {
  readonly object: LeafObject | undefined;
  /** What the relay opened to this officer, and the leaf's commitments confirm: values by label, such as `device`. */
  readonly opened: Readonly<Record<string, string>>;
  /** The device that acted, by what was opened, or else by what this device holds. */
  readonly by: string | undefined;
  /** The conversation it is about, by the same. */
  readonly conversation: string | undefined;
}

/** Leaves, the newest first, under the checkpoint that proves them. */
export interface LeafList extends WitnessedCheckpoint {
  readonly leaves: readonly RecordLeaf[];
  /** Where an older part goes on: the next `before`; undefined at the beginning of what was wanted. */
  readonly next: number | undefined;
}

/** What the leaves are read with. */
interface LeafSurroundings {
  readonly pages: Pick<RecordPages, 'newest' | 'leaves' | 'openings'>;
  readonly store: Pick<Store, 'get'>;
  readonly directory: Pick<DirectorySync, 'proven'>;
  readonly conversations: { readonly states: ReadonlyMap<ConversationId, ConversationState> };
}

const OfConversation = z.looseObject({ epoch: z.int(), statement: z.string() });
const OfDirectory = z.looseObject({ act: z.string(), index: z.int().nonnegative() });

/** The leaves of the audit log as a member reads them: each proved, and named where it concerns what this device holds itself. */
export class RecordLeaves {
  constructor(private readonly surroundings: LeafSurroundings) {}

  /** @throws `record.leaf` and the codes of other faults, `record.behind` */
  async list(query: LeafQuery = {}): Promise<LeafList> {
    const { pages } = this.surroundings;
    const { type, since, before = Infinity, limit = USUAL } = query;
    const newest = await pages.newest();
    const isNarrow = type !== undefined || since !== undefined;
    const step = isNarrow ? PAGE : Math.min(limit, PAGE);
    const found: ProvenLeaf[] = [];
    const first = Math.min(before, newest.checkpoint.size);
    let end = first;
    let isOlder = false;
    while (end > 0 && !isOlder && found.length < limit && first - end < MOST_LOOKED) {
      const page = await pages.leaves(newest.checkpoint, Math.max(0, end - step), end);
      isOlder = since !== undefined && page.every(({ at }) => at !== undefined && at < since);
      for (const leaf of page.reverse()) {
        if (found.length === limit) break;
        end = leaf.index;
        if (isWanted(leaf, query)) found.push(leaf);
      }
    }
    const opened = await this.opened(newest, found);
    const leaves = await Promise.all(found.map(async (leaf) => this.named(leaf, opened.get(leaf.index) ?? {})));
    return { ...newest, leaves, next: end > 0 && !isOlder ? end : undefined };
  }

  /** A leaf, and the proof that it stands in the log, for somebody else: with a checkpoint, in the form of c2sp.org/tlog-proof. @throws as {@link list} */
  async proof(index: number): Promise<{ readonly leaf: string; readonly proof: string }> {
    const { pages } = this.surroundings;
    const { checkpoint } = await pages.newest();
    const [leaf] = await pages.leaves(checkpoint, index, index + 1);
    if (leaf === undefined) throw new Error('a page of one leaf has one');
    return { leaf: leaf.text, proof: formatProof({ index, proof: leaf.inclusion }, checkpoint.note) };
  }

  // Leaves that were chosen may stand far apart.
  private async opened({ checkpoint }: WitnessedCheckpoint, leaves: readonly ProvenLeaf[]) {
    const opened = new Map<number, Readonly<Record<string, string>>>();
    for (let rest = leaves; rest[0] !== undefined;) {
      const first = rest[0].index - limits.pageEntries;
      const near = rest.filter(({ index }) => index > first);
      for (const [index, values] of await this.surroundings.pages.openings(checkpoint, near)) opened.set(index, values);
      rest = rest.slice(near.length);
    }
    return opened;
  }

  private async named(leaf: ProvenLeaf, opened: RecordLeaf['opened']): Promise<RecordLeaf> {
    const object = await this.objectOf(leaf);
    const own = object?.is === 'conversation' ? object : undefined;
    return {
      ...leaf,
      object,
      opened,
      by: opened['device'] ?? own?.by,
      conversation: opened['conversation'] ?? own?.conversation,
    };
  }

  private async objectOf({ type, says }: ProvenLeaf): Promise<LeafObject | undefined> {
    switch (type) {
      case 'conversation.opened':
      case 'conversation.advanced':
      case 'epoch.unreadable':
        return this.conversationOf(says);
      case 'directory.stated':
        return this.statementOf(says);
      default:
        return undefined;
    }
  }

  // A statement's hash is in nobody's store but its members'.
  private async conversationOf(says: ProvenLeaf['says']): Promise<LeafObject | undefined> {
    const { store, conversations } = this.surroundings;
    const read = OfConversation.safeParse(says);
    if (!read.success) return undefined;
    for (const conversation of conversations.states.keys()) {
      const record = await store.get<EpochRecord>(keys.epoch(conversation, read.data.statement));
      if (record === undefined) continue;
      if (record.epoch !== read.data.epoch) return undefined;
      return { is: 'conversation', conversation, epoch: record.epoch, by: record.author };
    }
    return undefined;
  }

  private statementOf(says: ProvenLeaf['says']): LeafObject | undefined {
    const read = OfDirectory.safeParse(says);
    if (!read.success) return undefined;
    const { act, index } = read.data;
    const known = this.surroundings.directory.proven(index);
    if (known === undefined) return undefined;
    const { type, subject } = bodyOf(known.statement);
    return type === act ? { is: 'statement', subject, act, index } : undefined;
  }
}

// What a dishonest relay has logged need not be a statement at all.
function bodyOf(statement: string): { readonly type: string; readonly subject: string } {
  try {
    return parseStatement(statement).body;
  } catch {
    return { type: '', subject: '' };
  }
}

function isWanted({ type, at = 0 }: ProvenLeaf, query: LeafQuery): boolean {
  return (query.type === undefined || query.type === type) && at >= (query.since ?? 0);
}
