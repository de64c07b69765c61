import type { ConversationId, DeviceId, LeafOpening } from '#contracts';
import { parseStatement, statementHash } from '#directory';
import { toBase64url } from '#primitives';
import { z } from 'zod';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import type { DirectorySync } from './directory.js';
import type { ProvenLeaf, ProvenLeaves, WitnessedCheckpoint } from './proven-leaves.js';
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
  /** Whose acts, as far as that is opened to this device or known to it: a device, an officer or an authority, by id. */
  readonly by?: string | undefined;
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
  readonly proven: Pick<ProvenLeaves, 'newest' | 'leaves' | 'openings'>;
  readonly store: Pick<Store, 'get' | 'keys'>;
  readonly directory: Pick<DirectorySync, 'proven' | 'latest'>;
  readonly conversations: { readonly states: ReadonlyMap<ConversationId, ConversationState> };
}

const OfConversation = z.looseObject({ epoch: z.int(), statement: z.string() });
/** What was stated, or whose personal values were erased: the second by the statement's hash. */
const OfDirectory = z.looseObject({
  index: z.int().nonnegative(),
  act: z.string().optional(),
  statement: z.string().optional(),
});

/** Conversations by the hashes of the statements that began their epochs. */
type EpochsHeld = ReadonlyMap<string, ConversationId>;

/** The leaves of the audit log as a member reads them: each proved, and named where it concerns what this device holds itself. */
export class RecordLeaves {
  constructor(private readonly surroundings: LeafSurroundings) {}

  /** @throws `record.leaf` and the codes of other faults, `record.behind` */
  async list(query: LeafQuery = {}): Promise<LeafList> {
    const { proven } = this.surroundings;
    const { since, before = Infinity, limit = USUAL } = query;
    const newest = await proven.newest();
    const step = isNarrow(query) ? PAGE : Math.min(limit, PAGE);
    const found: RecordLeaf[] = [];
    const first = Math.min(before, newest.checkpoint.size);
    let end = first;
    let isOlder = false;
    const held = this.epochsHeld();
    while (end > 0 && !isOlder && found.length < limit && first - end < MOST_LOOKED) {
      const page = await proven.leaves(newest.checkpoint, Math.max(0, end - step), end);
      // The relay's clock may have been wrong for so many: whoever wants to looks on from there.
      isOlder = since !== undefined && page.every(({ at }) => at !== undefined && at < since);
      const wanted = page.reverse().filter((leaf) => isWanted(leaf, query));
      const named = await this.named(
        newest,
        query.by === undefined ? wanted.slice(0, limit - found.length) : wanted,
        held,
      );
      found.push(
        ...named.filter((leaf) => query.by === undefined || this.isOf(leaf, query.by)).slice(0, limit - found.length),
      );
      end = found.length === limit ? (found.at(-1)?.index ?? 0) : Math.max(0, end - step);
    }
    return { ...newest, leaves: found, next: end > 0 ? end : undefined };
  }

  private async named(
    { checkpoint }: WitnessedCheckpoint,
    leaves: readonly ProvenLeaf[],
    held: () => Promise<EpochsHeld>,
  ): Promise<RecordLeaf[]> {
    if (leaves.length === 0) return [];
    const openings = await this.surroundings.proven.openings(checkpoint, leaves);
    return Promise.all(
      leaves.map(async (leaf) => {
        const object = await this.objectOf(leaf, held);
        const own = object?.is === 'conversation' ? object : undefined;
        const opened = valuesOf(openings.get(leaf.index));
        const by = opened['device'] ?? own?.by;
        return { ...leaf, object, opened, by, conversation: opened['conversation'] ?? own?.conversation };
      }),
    );
  }

  private isOf({ by, opened }: RecordLeaf, whose: string): boolean {
    const known = by === undefined ? undefined : this.surroundings.directory.latest.device(by as DeviceId);
    return [by, known?.officer, known?.authority, opened['authority']].includes(whose);
  }

  private async objectOf({ type, says }: ProvenLeaf, held: () => Promise<EpochsHeld>): Promise<LeafObject | undefined> {
    switch (type) {
      case 'conversation.opened':
      case 'conversation.advanced':
      case 'epoch.unreadable':
        return this.conversationOf(says, await held());
      case 'directory.stated':
      case 'directory.erased':
        return this.statementOf(says);
      default:
        return undefined;
    }
  }

  // A statement's hash is in nobody's store but its members'.
  private async conversationOf(says: ProvenLeaf['says'], held: EpochsHeld): Promise<LeafObject | undefined> {
    const read = OfConversation.safeParse(says);
    const conversation = read.data && held.get(read.data.statement);
    if (read.data === undefined || conversation === undefined) return undefined;
    const record = await this.surroundings.store.get<EpochRecord>(keys.epoch(conversation, read.data.statement));
    if (record?.epoch !== read.data.epoch) return undefined;
    return { is: 'conversation', conversation, epoch: record.epoch, by: record.author };
  }

  /** The store is asked once for each conversation, however many leaves there are; not at all where no leaf is of one. */
  private epochsHeld(): () => Promise<EpochsHeld> {
    const { store, conversations } = this.surroundings;
    let held: Promise<EpochsHeld> | undefined;
    const find = async (): Promise<EpochsHeld> => {
      const found = new Map<string, ConversationId>();
      for (const id of conversations.states.keys()) {
        const prefix = keys.epochs(id);
        for (const key of await store.keys({ prefix })) found.set(key.slice(prefix.length), id);
      }
      return found;
    };
    return () => (held ??= find());
  }

  private statementOf(says: ProvenLeaf['says']): LeafObject | undefined {
    const read = OfDirectory.safeParse(says);
    if (!read.success) return undefined;
    const { act, statement, index } = read.data;
    const known = this.surroundings.directory.proven(index);
    if (known === undefined) return undefined;
    const { type, subject } = bodyOf(known.statement);
    const isIt = statement === undefined ? type === act : toBase64url(statementHash(known.statement)) === statement;
    return isIt ? { is: 'statement', subject, act: type, index } : undefined;
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

function isNarrow({ type, since, by }: LeafQuery): boolean {
  return type !== undefined || since !== undefined || by !== undefined;
}

function valuesOf(openings: readonly LeafOpening[] = []): RecordLeaf['opened'] {
  return Object.fromEntries(openings.map(({ label, value }) => [label, value]));
}

function isWanted({ type, at = 0 }: ProvenLeaf, query: LeafQuery): boolean {
  return (query.type === undefined || query.type === type) && at >= (query.since ?? 0);
}
