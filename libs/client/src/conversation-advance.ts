import type { ConversationId, DeviceId } from '#contracts';
import { ProblemError } from '#contracts';
import { randomBytes } from '#crypto';
import { codeOf, fromBase64url } from '#primitives';
import { conversationId, deviceIn, dueEvictions, evictionOf, type Change, type Roster } from '#roster';
import { composeStatement, type Composed, type Wish } from './conversation-compose.js';
import type { Replica, ReadingContext, SentRecord } from './conversation-reader.js';
import type { Conversations } from './conversations.js';
import { emptyState, keys } from './conversation-state.js';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import { newestCheckpoint } from './surroundings.js';

/** Lost races, and keys that were renewed meanwhile, before it gives up. */
const ATTEMPTS = 12;
const WEEK = 7 * 86_400;
const REFRESH_MESSAGES = 1000;
const JITTER_SECONDS = 12 * 3600;
const JITTER_MESSAGES = 100;

/** What an author wants, judged anew against the roster as it has become; undefined when nothing is left to want. */
export type Wanted = (roster: Roster, replica: Replica) => Wish | undefined;

/** The consents to what is wanted, looked for anew at each try. */
export type ConsentsFor = (roster: Roster) => Promise<Wish['consents']>;

const nothing: Wish = { changes: [], consents: [] };

/** An id for a conversation that a device opens. None begins with a dash: typed in a command, it would be an option. */
export function newConversationId({ networkId, device }: Pick<Identity, 'networkId' | 'device'>): ConversationId {
  const id = conversationId(networkId, device, randomBytes(32));
  return id.startsWith('-') ? newConversationId({ networkId, device }) : id;
}

/** Makes statements: opens conversations and advances them by compare-and-set, again and again until one wins (protocol 2.6). */
export class Advancing {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {}

  /** Opens a conversation with these changes. @throws what replay or the relay refuses it with */
  async open(changes: readonly Change[]): Promise<ConversationId> {
    const { surroundings, own, pins } = this.context;
    const id = newConversationId(surroundings.self);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.prepare();
      const unopened = { state: emptyState(id), roster: undefined };
      const composed = await composeStatement(surroundings, own, pins, unopened, { changes, consents: [] });
      try {
        await this.submit(id, composed);
        await this.conversations.pull(id);
        return id;
      } catch (error) {
        await this.afterRefusal(error, attempt);
      }
    }
    return refuse('conversation.advance-failed', 'the keys of those invited changed before each try');
  }

  /**
   * Advances with what is wanted and with every eviction that is due.
   * @throws `conversation.advance-failed` when others were faster every time
   */
  async advance(
    id: ConversationId,
    wanted: Wanted,
    consentsFor: ConsentsFor = () => Promise.resolve([]),
  ): Promise<void> {
    const { surroundings, own, pins } = this.context;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.prepare();
      await this.conversations.pull(id);
      const replica = await this.conversations.begun(id);
      await this.fetchAbout(replica.roster);
      const wish = wanted(replica.roster, replica);
      if (wish === undefined) return;
      const evictions = this.evictions(replica.roster, wish);
      const consents = [...wish.consents, ...(await consentsFor(replica.roster))];
      const whole = { changes: [...wish.changes, ...evictions], consents };
      const composed = await composeStatement(surroundings, own, pins, replica, whole);
      try {
        await this.submit(id, composed);
        await this.conversations.pull(id);
        return;
      } catch (error) {
        await this.afterRefusal(error, attempt);
      }
    }
    refuse('conversation.advance-failed', 'others advanced the conversation first, every time');
  }

  /**
   * Makes the conversation fit to be sealed under: nobody in it who must not be, its secret known here, not too old
   * (protocol 2.7, 2.3). @throws `conversation.not-in-roster`, `conversation.not-sealed`, `directory.stale`, `directory.pending`
   */
  async makeSealable(id: ConversationId): Promise<Replica> {
    const { checks } = this.context.surroundings;
    this.context.guard.demand();
    await this.demandFresh();
    let replica: Replica = await this.conversations.begun(id);
    this.demandMember(replica);
    if (replica.roster?.closed === true) throw new ProblemError('conversation.closed');
    if (replica.epoch?.standing === 'withheld' || replica.epoch?.standing === 'unreadable')
      replica = await this.conversations.mend(id);
    const lacking = (one: Replica): string | undefined =>
      checks.failure('seal.evicted', () => this.evictionDue(one)) ?? this.secretMissing(one);
    // Somebody else may have done it meanwhile: a new epoch for nothing is refused.
    if (lacking(replica) !== undefined)
      await this.advance(id, (_, now) => (lacking(now) === undefined ? undefined : nothing));
    else if (this.refreshDue(replica))
      await this.advance(id, () => nothing).catch((error: unknown) => this.ignoreLackOfCause(error));
    replica = await this.conversations.replica(id);
    this.demandMember(replica);
    const still = lacking(replica);
    if (still !== undefined) refuse('conversation.not-sealed', still);
    return replica;
  }

  /** Whether somebody should advance: an eviction is due, no secret is known, or the epoch is old. */
  needsAdvance(replica: Replica): boolean {
    return (
      this.evictionDue(replica) !== undefined || this.secretMissing(replica) !== undefined || this.refreshDue(replica)
    );
  }

  // A statement names the directory's newest checkpoint, by whose time keys and devices are judged.
  private async prepare(): Promise<void> {
    this.context.guard.demand();
    await this.context.surroundings.directory.syncUnlessMuch();
    await this.demandFresh();
  }

  // Where much is missing, what is said of the members comes before the rest.
  private async fetchAbout({ parties }: Roster): Promise<void> {
    const { directory } = this.context.surroundings;
    for (const { authority } of parties) {
      if (directory.latest.isPending(authority)) await directory.fetchAbout(authority);
    }
  }

  private async demandFresh(): Promise<void> {
    const { directory, checks } = this.context.surroundings;
    if (!directory.fresh) await directory.sync();
    const stale = checks.failure('seal.fresh', () => (directory.fresh ? undefined : 'stale'));
    if (stale !== undefined) directory.demandFresh();
  }

  private async submit(id: ConversationId, composed: Composed): Promise<void> {
    const { store, relay } = this.context.surroundings;
    const sent: SentRecord = { hashes: [composed.hash] };
    await store.write([{ key: keys.sent(id, composed.id), value: sent }]);
    await relay.submit(id, composed.submission);
  }

  private async afterRefusal(error: unknown, attempt: number): Promise<void> {
    const code = codeOf(error);
    const { directory, timers } = this.context.surroundings;
    const lost = code === 'conversation.epoch-stale';
    const olderDirectory =
      code === 'statement.refused' && error instanceof ProblemError && error.detail === 'roster.directory-older';
    const olderKey =
      code === 'statement.refused' && error instanceof ProblemError && error.detail === 'roster.agreement';
    if (!lost && !olderDirectory && !olderKey && code !== 'conversation.wraps' && code !== 'statement.pending')
      throw error;
    // The relay serves the key of this device's last rotation already; this device has not seen it logged yet.
    if (olderKey) await this.context.own.tend(this.conversations.states);
    if (!lost) await directory.sync();
    if (attempt > 0) await timers.sleep((randomBytes(1)[0] ?? 0) * attempt);
  }

  private evictions(roster: Roster, wish: Wish): Change[] {
    const { directory } = this.context.surroundings;
    const named = new Set(wish.changes.flatMap((change) => (change.type === 'device.removed' ? [change.device] : [])));
    const due = dueEvictions(roster, directory.latest, newestCheckpoint(this.context.surroundings).at);
    return due.filter((device) => !named.has(device)).map((device): Change => ({ type: 'device.removed', device }));
  }

  private evictionDue({ roster }: Replica): string | undefined {
    if (roster === undefined) return undefined;
    const { at } = newestCheckpoint(this.context.surroundings);
    const standings = roster.devices.map((device) =>
      evictionOf(roster, device, this.context.surroundings.directory.latest, at),
    );
    if (standings.includes('pending'))
      return refuse('directory.pending', 'statements about a member have not been fetched');
    return standings.includes('due') ? 'an eviction is due' : undefined;
  }

  private secretMissing({ roster, epoch }: Replica): string | undefined {
    if (roster?.sealed !== true) return 'the last author left: the epoch has no secret';
    return epoch?.standing === 'open' ? undefined : `the epoch secret is ${epoch?.standing ?? 'unknown'}`;
  }

  private refreshDue({ roster, state }: Replica): boolean {
    if (roster === undefined) return false;
    const { self } = this.context.surroundings;
    const share = jitterShare(self.device, fromBase64url(state.S));
    const age = newestCheckpoint(this.context.surroundings).at - roster.at;
    return (
      age >= WEEK + share * JITTER_SECONDS || state.contents >= REFRESH_MESSAGES + Math.floor(share * JITTER_MESSAGES)
    );
  }

  private demandMember({ roster }: Replica): void {
    if (roster !== undefined && deviceIn(roster, this.context.surroundings.self.device) === undefined) {
      refuse('conversation.not-in-roster', 'this device is not in the conversation');
    }
  }

  private ignoreLackOfCause(error: unknown): void {
    const code = codeOf(error);
    if (code !== 'conversation.cause' && code !== 'rate.limited') throw error;
  }
}

/** A share from 0 to 1 that differs from device to device and from epoch to epoch, so that not all refresh at once. */
function jitterShare(device: DeviceId, S: Uint8Array): number {
  let sum = S[0] ?? 0;
  for (let i = 0; i < device.length; i++) sum = (sum * 31 + device.charCodeAt(i)) % 256;
  return sum / 256;
}
