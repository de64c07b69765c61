import { Injectable } from '@nestjs/common';
import { type ConversationId, ProblemError } from '#contracts';
import { codeOf, equalBytes } from '#primitives';
import { apply, parseRosterStatement, type Roster } from '#roster';
import { DirectoryState } from '../directory/directory-state.js';
import { ConversationsRepository } from './conversations.repository.js';

/** Devices in all rosters that are kept: some 200 bytes each. */
const MAX_KEPT_DEVICES = 500_000;
/** What a roster costs beside its devices, in devices. */
const ROSTER_COST = 20;

/**
 * The rosters of the conversations that are in use, replayed. Another node's statements are noticed by the
 * conversation's row: a roster is current if and only if its `S` is the row's.
 */
@Injectable()
export class Rosters {
  // In order of use, the one longest unused first.
  readonly #kept = new Map<string, Roster>();
  readonly #loading = new Map<string, Promise<Roster | undefined>>();
  #cost = 0;

  constructor(
    private readonly repository: ConversationsRepository,
    private readonly directory: DirectoryState,
  ) {}

  /** The newest roster that this node has replayed, without asking the database. */
  peek(conversation: string): Roster | undefined {
    return this.#kept.get(conversation);
  }

  /** The roster that is replayed and whose last statement is `S`, or undefined: then ask {@link latest}. O(1). */
  at(conversation: string, S: Uint8Array): Roster | undefined {
    const roster = this.#kept.get(conversation);
    if (roster === undefined || !equalBytes(roster.S, S)) return undefined;
    this.#kept.delete(conversation);
    this.#kept.set(conversation, roster);
    return roster;
  }

  /** The conversation's roster as the database has it now, or undefined when there is no such conversation. */
  latest(conversation: ConversationId): Promise<Roster | undefined> {
    const loading = this.#loading.get(conversation) ?? this.load(conversation);
    this.#loading.set(conversation, loading);
    return loading;
  }

  /** Keeps a roster, unless a later one is kept already. */
  keep(roster: Roster): void {
    const { conversation } = roster;
    const before = this.#kept.get(conversation);
    if (before !== undefined && before.epoch >= roster.epoch) return;
    this.forget(conversation);
    this.#kept.set(conversation, roster);
    this.#cost += costOf(roster);
    for (const longestUnused of this.#kept.keys()) {
      if (this.#cost <= MAX_KEPT_DEVICES || longestUnused === conversation) break;
      this.forget(longestUnused);
    }
  }

  /**
   * The roster after one more statement. @throws what `apply` throws; `statement.pending` when it names a directory
   * that this node does not have
   */
  async applied(roster: Roster | undefined, statement: ReturnType<typeof parseRosterStatement>): Promise<Roster> {
    const next = (): Roster => apply(this.directory.networkId, roster, statement, this.directory);
    try {
      return next();
    } catch (error) {
      if (codeOf(error) !== 'roster.pending') throw error;
    }
    // Another node may have shown its author more of the directory than this one has read.
    await this.directory.follow();
    try {
      return next();
    } catch (error) {
      if (codeOf(error) === 'roster.pending')
        throw new ProblemError('statement.pending', 'roster.pending', { cause: error });
      throw error;
    }
  }

  private async load(conversation: ConversationId): Promise<Roster | undefined> {
    try {
      const row = await this.repository.find(conversation);
      if (row === undefined) return undefined;
      let roster = this.#kept.get(conversation);
      if (roster !== undefined && (roster.epoch > row.epoch || equalBytes(roster.S, row.statement))) return roster;
      for (const bytes of await this.repository.statements(conversation, roster === undefined ? 0 : roster.epoch + 1)) {
        roster = await this.applied(roster, parseRosterStatement(bytes));
      }
      if (roster !== undefined) this.keep(roster);
      return roster;
    } finally {
      this.#loading.delete(conversation);
    }
  }

  private forget(conversation: string): void {
    const roster = this.#kept.get(conversation);
    if (roster === undefined) return;
    this.#kept.delete(conversation);
    this.#cost -= costOf(roster);
  }
}

function costOf(roster: Roster): number {
  return roster.devices.length + ROSTER_COST;
}
