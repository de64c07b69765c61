import type { ConversationId, DeviceId, MessageId } from '#contracts';
import { messageKey, sealGrant, type Given } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { deviceIn, evictionOf, type Roster } from '#roster';
import { sealingKeys, type SealingKey } from './agreement-peers.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { ReadingContext, Replica } from './conversation-reader.js';
import { epochsOf, framesOf } from './conversation-reopen.js';
import { keys, type EpochRecord } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import { refuseExpert } from './expert-limits.js';
import { allowedFrom, type HistoryLimit } from './grant-rule.js';
import type { Outbox } from './outbox.js';
import { newestCheckpoint } from './surroundings.js';

/** A joiner that makes keys one after the other is given to anew so often. */
const MOST_TRIED = 10;

/** What a grant would make readable, to be looked at before it is given (protocol 4.1). */
export interface GrantPreview {
  readonly conversation: ConversationId;
  readonly joiner: DeviceId;
  /** First and last place that becomes readable. */
  readonly from: number;
  readonly to: number;
  readonly epochs: number;
  /** Messages given one by one, where an epoch is not given whole. */
  readonly single: number;
  /** The messages themselves, in order. */
  readonly messages: readonly MessageItem[];
  /** Whether it waits until the joiner is ready for it, and then goes by itself. */
  readonly promised: boolean;
}

/** Which epochs: those before the device joined, or all, for one that was dormant meanwhile. */
export type GrantScope = 'before-joining' | 'all';

/** What of the past is given: single messages where they are named, else all that the history rule allows. */
export interface GrantChoice {
  readonly scope?: GrantScope | undefined;
  readonly only?: readonly MessageId[] | undefined;
}

interface Promised extends GrantChoice {
  readonly conversation: ConversationId;
  readonly joiner: DeviceId;
}

interface Selection {
  readonly preview: Omit<GrantPreview, 'promised'>;
  readonly given: Given;
}

/** Gives history to a device that joined later (protocol 4.1). */
export class HistoryGiving {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
    private readonly outbox: Outbox,
  ) {}

  /** Lists what `joiner` would be able to read. @throws `grant.nothing`, `conversation.not-in-roster` */
  async preview(conversation: ConversationId, joiner: DeviceId, choice: GrantChoice = {}): Promise<GrantPreview> {
    const { preview } = await this.select(conversation, joiner, choice);
    const promise = await this.context.surroundings.store.get<Promised>(keys.promised(conversation) + joiner);
    return { ...preview, promised: promise !== undefined };
  }

  /**
   * Gives what {@link preview} lists, and says so in the conversation; where the joiner has no logged key yet that it
   * made since it joined, keeps the promise until it has.
   * @throws `grant.nothing`, `grant.sponsor`, `conversation.not-in-roster`
   */
  async give(conversation: ConversationId, joiner: DeviceId, choice: GrantChoice = {}): Promise<GrantPreview> {
    const preview = await this.preview(conversation, joiner, choice);
    try {
      await this.giveNow(conversation, joiner, choice);
      return { ...preview, promised: false };
    } catch (error) {
      if (codeOf(error) !== 'grant.no-key') throw error;
      const promise: Promised = { conversation, joiner, ...choice };
      await this.context.surroundings.store.write([{ key: keys.promised(conversation) + joiner, value: promise }]);
      return { ...preview, promised: true };
    }
  }

  /** Gives what was promised in a conversation, as far as its joiners are ready for it. */
  async keepPromises(conversation: ConversationId): Promise<void> {
    const { store } = this.context.surroundings;
    for (const { key, value } of await store.range<Promised>({ prefix: keys.promised(conversation) })) {
      const outcome = await this.giveNow(value.conversation, value.joiner, value).catch(
        (error: unknown) => codeOf(error) ?? 'fault',
      );
      // Who has left meanwhile, or what may be given no more, is promised no longer.
      const over = outcome === undefined || outcome === 'conversation.not-in-roster' || outcome === 'grant.nothing';
      if (over) await store.write([{ key, remove: true }]);
    }
  }

  /** @throws `grant.no-key` while the joiner has no logged key that it made since it joined */
  async giveNow(conversation: ConversationId, joiner: DeviceId, choice: GrantChoice = {}): Promise<undefined> {
    this.context.guard.demand();
    const { preview, given } = await this.select(conversation, joiner, choice);
    let key = await this.joinersKey(conversation, joiner);
    for (let tried = 1; ; tried++) {
      try {
        await this.seal(conversation, joiner, key, given);
        break;
      } catch (error) {
        if (codeOf(error) !== 'grant.refused' || tried === MOST_TRIED) throw error;
        // Its joiner may have rotated it since the relay answered.
        const newer = await this.joinersKey(conversation, joiner);
        if (newer.number === key.number) throw error;
        key = newer;
      }
    }
    const { from, to, epochs, single } = preview;
    await this.outbox.add(conversation, { type: 'history.granted', joiner, from, to, epochs, messages: single });
    return undefined;
  }

  /** The joiner's key that it made since it joined. @throws `grant.no-key`, `directory.stale`, `directory.pending`, `conversation.not-in-roster` */
  private async joinersKey(conversation: ConversationId, joiner: DeviceId): Promise<SealingKey> {
    const { surroundings, pins } = this.context;
    const { roster } = await this.conversations.begun(conversation);
    this.demandLive(roster, joiner);
    const joinedAt = await this.joinedAt(conversation, roster, joiner);
    const key = (await sealingKeys(surroundings, pins, [joiner])).get(joiner);
    const stale = surroundings.checks.failure('grant.fresh-key', () =>
      key !== undefined && key.from < joinedAt ? 'older than its joining' : undefined,
    );
    return key === undefined || stale !== undefined
      ? refuse('grant.no-key', 'the joining device has not made a new key yet')
      : key;
  }

  // Nothing is sealed to whom the directory puts out, or of whom it is not known (protocol 1.1, 2.7).
  private demandLive(roster: Roster, joiner: DeviceId): void {
    const { directory } = this.context.surroundings;
    directory.demandFresh();
    const device = deviceIn(roster, joiner);
    const { at } = newestCheckpoint(this.context.surroundings);
    const eviction = device === undefined ? 'due' : evictionOf(roster, device, directory.latest, at);
    if (eviction === 'pending') refuse('directory.pending', 'statements about the joining device have not come');
    if (eviction === 'due') refuse('conversation.not-in-roster', 'the joining device has to leave the conversation');
  }

  private async seal(
    conversation: ConversationId,
    joiner: DeviceId,
    { number, publicKey }: SealingKey,
    given: Given,
  ): Promise<void> {
    const { self, relay } = this.context.surroundings;
    const grant = sealGrant({ conversation, granter: self.device, joiner, number, publicKey, given });
    await relay.grant(conversation, { joiner, number, grant: toBase64url(grant) });
  }

  private async select(
    conversation: ConversationId,
    joiner: DeviceId,
    { scope = 'before-joining', only }: GrantChoice,
  ): Promise<Selection> {
    refuseExpert(this.context.surroundings);
    const replica = await this.conversations.begun(conversation);
    const device =
      deviceIn(replica.roster, joiner) ?? refuse('conversation.not-in-roster', 'the device is not in the conversation');
    if (device.capacity === 'expert' && device.authority !== this.context.surroundings.self.authority)
      refuse(
        'grant.sponsor',
        'what an outside expert may read of the past is chosen by the authority that sponsors them',
      );
    const epochs = await epochsOf(this.context.surroundings, conversation);
    const limit = allowedFrom(replica.roster, device, epochs, await this.statements(conversation));
    const wanted = epochs.filter(({ devices }) => scope === 'all' || !devices.includes(joiner));
    const selection = await this.gather(replica, joiner, wanted, { ...limit, only });
    return selection.preview.epochs + selection.preview.single === 0
      ? refuse('grant.nothing', 'nothing earlier may be given to this device, or nothing is readable here')
      : selection;
  }

  private async gather(
    replica: Replica,
    joiner: DeviceId,
    epochs: readonly EpochRecord[],
    limit: HistoryLimit & Pick<GrantChoice, 'only'>,
  ): Promise<Selection> {
    const { surroundings } = this.context;
    const { id } = replica.state;
    const given: { epochs: Given['epochs'][number][]; messages: Given['messages'][number][] } = {
      epochs: [],
      messages: [],
    };
    const messages: MessageItem[] = [];
    for (const epoch of epochs) {
      if (epoch.E === undefined) continue;
      const [S, E] = [fromBase64url(epoch.S), fromBase64url(epoch.E)];
      const { readable, whole } = await this.readable(id, epoch, limit);
      if (readable.length === 0) continue;
      messages.push(...readable);
      if (limit.wholeEpochs && whole) given.epochs.push({ S, E });
      else
        for (const { sender, id: message } of readable) {
          given.messages.push({
            S,
            sender: sender.device,
            id: message,
            K: messageKey({ E, conversation: id, S, sender: sender.device, id: message }),
          });
        }
    }
    const places = messages.map(({ seq }) => seq);
    const preview: Selection['preview'] = {
      conversation: id,
      joiner,
      from: Math.min(...places),
      to: Math.max(...places),
      epochs: given.epochs.length,
      single: given.messages.length,
      messages,
    };
    surroundings.logger.debug('grant.selected', { epochs: preview.epochs, single: preview.single });
    return { preview, given };
  }

  /** The messages of an epoch that may be given, and whether they are all of it: its secret would open the withdrawn ones too. */
  private async readable(
    id: ConversationId,
    epoch: EpochRecord,
    { fromSeq, only }: { readonly fromSeq: number } & Pick<GrantChoice, 'only'>,
  ): Promise<{ readable: MessageItem[]; whole: boolean }> {
    const { surroundings } = this.context;
    const frames = await framesOf(surroundings, { id }, epoch);
    const readable: MessageItem[] = [];
    for (const { seq } of frames) {
      const item = seq < fromSeq ? undefined : await surroundings.store.get<ConversationItem>(keys.item(id, seq));
      const isChosen = item !== undefined && only?.includes(item.id) !== false;
      if (isChosen && item.is === 'message' && item.withdrawn === undefined) readable.push(item);
    }
    return { readable, whole: readable.length === frames.length };
  }

  private async joinedAt(conversation: ConversationId, roster: Roster, joiner: DeviceId): Promise<number> {
    const since = deviceIn(roster, joiner)?.since ?? 0;
    return (await epochsOf(this.context.surroundings, conversation)).find(({ epoch }) => epoch === since)?.at ?? 0;
  }

  private async statements(conversation: ConversationId) {
    const items: ConversationItem[] = [];
    for (const { seq } of await epochsOf(this.context.surroundings, conversation)) {
      const item = await this.context.surroundings.store.get<ConversationItem>(keys.item(conversation, seq));
      if (item !== undefined) items.push(item);
    }
    return items.filter((item) => item.is === 'roster');
  }
}
