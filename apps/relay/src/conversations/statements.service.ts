import { Injectable } from '@nestjs/common';
import {
  type ConversationId,
  type DeviceId,
  type FramePlace,
  ProblemError,
  type RosterSubmission,
  type WireFrame,
} from '#contracts';
import { head0, nextHeadOfHash, sha256 } from '#crypto/verify';
import { codeOf, equalBytes, toBase64url, unixSeconds, utf8 } from '#primitives';
import { parseRosterStatement, type Roster, type RosterStatement } from '#roster';
import { AgreementKeysService } from '../agreement-keys/agreement-keys.service.js';
import { AuditLog } from '../audit/audit-log.js';
import { Checkpointer } from '../audit/checkpointer.js';
import { DirectoryState } from '../directory/directory-state.js';
import { Experts } from '../directory/experts.js';
import { SystemClock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database.js';
import { ConversationsRepository, type ConversationRow } from './conversations.repository.js';
import { EpochsRepository } from './epochs.repository.js';
import { FrameFanOut } from './frame-fan-out.js';
import { Rosters } from './rosters.js';
import { StatementBudget } from './statement-budget.js';
import { type CheckedWraps, checkedWraps } from './submitted-wraps.js';

/** A statement that was judged, and only has to win. */
interface Judged {
  readonly statement: RosterStatement;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly before: Roster | undefined;
  readonly after: Roster;
  readonly wraps: CheckedWraps;
}

/** Opens and advances conversations: each statement is judged as every client judges it, and one of each place wins (protocol 2.3, 2.6). */
@Injectable()
export class StatementsService {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationsRepository,
    private readonly epochs: EpochsRepository,
    private readonly rosters: Rosters,
    private readonly budget: StatementBudget,
    private readonly keys: AgreementKeysService,
    private readonly directory: DirectoryState,
    private readonly experts: Experts,
    private readonly checkpointer: Checkpointer,
    private readonly auditLog: AuditLog,
    private readonly fanOut: FrameFanOut,
    private readonly clock: SystemClock,
  ) {}

  /**
   * Stores a statement with its wraps and answers with its place; the same statement again with the same place.
   * @throws `permission.denied`, `expert.refused` for a conversation that an outside expert would open, `statement.refused`, `statement.pending`, `conversation.unknown`, `conversation.exists`,
   * `conversation.epoch-stale` (the winner stands in the sequence), `conversation.cause`, `conversation.wraps`,
   * `conversation.full`, `message.id-reused`, `rate.limited`
   */
  async submit(
    device: DeviceId,
    conversation: ConversationId,
    { statement: text, wraps }: RosterSubmission,
  ): Promise<FramePlace> {
    const statement = parsed(text);
    const { body } = statement;
    if (body.author !== device) throw new ProblemError('permission.denied', 'author');
    if (body.type === 'conversation.opened') this.experts.refuse(device);
    if (body.conversation !== conversation) throw new ProblemError('request.invalid', 'conversation');
    const bytes = utf8(text);
    const hash = sha256(bytes);
    const before = await this.rosters.latest(conversation);
    const repeated = await this.repeat(this.database.manager, statement, hash);
    if (repeated !== undefined) return repeated;
    await this.refuseMisplaced(statement, before);
    await this.budget.refuseSpent(device, conversation);
    const after = await this.judge(statement, before);
    const served = await this.keys.served([...after.devices.map(({ id }) => id), device]);
    if (body.agreement < (served.get(device) ?? 0)) throw new ProblemError('statement.refused', 'roster.agreement');
    const judged = { statement, bytes, hash, before, after, wraps: checkedWraps(wraps, after, served) };
    const stored = await this.database.transaction((tx) => this.store(tx, judged));
    if ('repeated' in stored) return stored.repeated;
    this.rosters.keep(after);
    this.fanOut.statement(stored.frame, before, after);
    return stored.place;
  }

  private async refuseMisplaced({ body }: RosterStatement, before: Roster | undefined): Promise<void> {
    const opens = body.type === 'conversation.opened';
    if (before === undefined) {
      if (!opens) throw new ProblemError('conversation.unknown');
      return;
    }
    // Who never was a member learns nothing, not even that there is such a conversation.
    const isKnown = (await this.conversations.readableEnd(before.conversation, body.author)) !== undefined;
    if (opens) throw new ProblemError(isKnown ? 'conversation.exists' : 'statement.refused', 'roster.opening');
    if (!isKnown) throw new ProblemError('conversation.unknown');
    if (body.previous !== toBase64url(before.S)) throw new ProblemError('conversation.epoch-stale');
  }

  private async judge(statement: RosterStatement, before: Roster | undefined): Promise<Roster> {
    const { body } = statement;
    // Another node may have shown its author a newer checkpoint than this one has read.
    if (body.directory.at > this.directory.time) await this.checkpointer.follow();
    if (body.directory.at > this.directory.time) throw new ProblemError('statement.refused', 'roster.directory');
    this.directory.requireLive(body.author);
    const after = await refusing(() => this.rosters.applied(before, statement));
    if (before !== undefined) {
      const row = await this.conversations.find(body.conversation);
      await this.budget.refuseCauseless(before, body.changes.length, body.directory.at, row?.seq ?? 0);
    }
    return after;
  }

  // [Note: One winner an epoch] The row is compared and set under its lock, which every batch of messages takes too.
  private async store(
    tx: Transaction,
    judged: Judged,
  ): Promise<{ readonly repeated: FramePlace } | { readonly place: FramePlace; readonly frame: WireFrame }> {
    const { statement, bytes, hash, before, after } = judged;
    const { conversation, author, id } = statement.body;
    const end = await this.lockedEnd(tx, judged);
    const repeated = await this.repeat(tx, statement, hash);
    if (repeated !== undefined) return { repeated };
    if (end === undefined) throw new ProblemError('conversation.exists');
    if (before !== undefined && !equalBytes(end.statement, before.S))
      throw new ProblemError('conversation.epoch-stale');
    const storedAt = unixSeconds(this.clock);
    const seq = before === undefined ? 1 : end.seq + 1;
    const head = before === undefined ? end.head : headAfter(end, judged);
    const row = { seq, head: Buffer.from(head), epoch: after.epoch, statement: Buffer.from(after.S) };
    if (before !== undefined) await this.conversations.advance(tx, conversation, row);
    await this.conversations.insertFrame(tx, {
      conversation,
      seq,
      statement: after.S,
      author,
      id,
      hash,
      bytes,
      storedAt,
    });
    await this.epochs.insert(
      tx,
      {
        conversation,
        epoch: after.epoch,
        seq,
        head,
        statement: after.S,
        author,
        storedAt,
        leaves: judged.wraps.leaves,
      },
      judged.wraps.wraps,
    );
    await this.setMembers(tx, before, after, row);
    await this.auditLog.append(tx, {
      type: statement.body.type,
      who: { conversation, device: author },
      facts: { epoch: after.epoch, statement: toBase64url(after.S) },
    });
    const frame: WireFrame = [seq, 'statement', after.S, author, id, bytes, storedAt];
    return { place: { seq, head: toBase64url(head) }, frame };
  }

  /** The conversation's row under lock; for an opening the row it makes, undefined when another opening was first. */
  private async lockedEnd(tx: Transaction, judged: Judged): Promise<ConversationRow | undefined> {
    const { before, after } = judged;
    if (before !== undefined) return this.conversations.lock(tx, after.conversation);
    const start = { seq: 0, head: Buffer.from(head0(after.conversation)), epoch: 0, statement: Buffer.from(after.S) };
    const row = { ...start, seq: 1, head: Buffer.from(headAfter(start, judged)) };
    return (await this.conversations.insert(tx, after.conversation, after.kind, row)) ? row : undefined;
  }

  private async repeat(tx: Transaction, { body }: RosterStatement, hash: Uint8Array): Promise<FramePlace | undefined> {
    const stored = await this.conversations.frame(tx, body.conversation, body.author, body.id);
    if (stored === undefined) return undefined;
    if (!equalBytes(stored.hash, hash)) throw new ProblemError('message.id-reused');
    const place = await this.epochs.placeOf(tx, body.conversation, stored.seq);
    return place && { seq: stored.seq, head: toBase64url(place.head) };
  }

  private async setMembers(
    tx: Transaction,
    before: Roster | undefined,
    after: Roster,
    row: ConversationRow,
  ): Promise<void> {
    const earlier = new Set(before?.devices.map(({ id }) => id));
    const now = new Set(after.devices.map(({ id }) => id));
    const added = [...now].filter((device) => !earlier.has(device));
    const removed = [...earlier].filter((device) => !now.has(device));
    await this.conversations.addMembers(tx, after.conversation, added);
    await this.conversations.removeMembers(tx, after.conversation, removed, row);
  }
}

function headAfter(end: ConversationRow, { statement, after, hash }: Judged): Uint8Array {
  const { author, id } = statement.body;
  return nextHeadOfHash(end.head, { seq: end.seq + 1, kind: 'statement', S: after.S, sender: author, id, hash });
}

function parsed(text: string): RosterStatement {
  try {
    return parseRosterStatement(text);
  } catch (error) {
    return refusal(error);
  }
}

async function refusing<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): never {
  const code = codeOf(error);
  if (code === undefined || error instanceof ProblemError) throw error;
  if (code === 'roster.full') throw new ProblemError('conversation.full', undefined, { cause: error });
  throw new ProblemError('statement.refused', code, { cause: error });
}
