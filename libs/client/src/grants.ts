import type { ConversationId, DeviceId } from '#contracts';
import { isEpochSecret, messageKey, openGrant, sealGrant, type Given } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { deviceIn, type Roster } from '#roster';
import { sealingKeys } from './agreement-peers.js';
import type { Replica, ReadingContext } from './conversation-reader.js';
import { framesOf, Reopening } from './conversation-reopen.js';
import { keys, type EpochRecord } from './conversation-state.js';
import { placeOf } from './conversation-wrap.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import { allowedFrom, type HistoryLimit } from './grant-rule.js';
import type { Finding } from './notices.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import { StoreBatch } from './store-batch.js';

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
}

/** Which epochs: those before the device joined, or all, for one that was dormant meanwhile. */
export type GrantScope = 'before-joining' | 'all';

interface Selection {
  readonly preview: GrantPreview;
  readonly given: Given;
}

/** Gives history to a device that joined later, and takes what others give this one (protocol 4.1). */
export class HistoryGrants {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {}

  /** Lists what `joiner` would be able to read. @throws `grant.nothing`, `conversation.not-in-roster` */
  async preview(
    conversation: ConversationId,
    joiner: DeviceId,
    scope: GrantScope = 'before-joining',
  ): Promise<GrantPreview> {
    return (await this.select(conversation, joiner, scope)).preview;
  }

  /**
   * Gives what {@link preview} lists. @throws `grant.no-key` while the joiner has no logged key that it made since it joined
   */
  async give(
    conversation: ConversationId,
    joiner: DeviceId,
    scope: GrantScope = 'before-joining',
  ): Promise<GrantPreview> {
    const { surroundings, pins, guard } = this.context;
    guard.demand();
    const { preview, given } = await this.select(conversation, joiner, scope);
    const { roster } = await this.conversations.begun(conversation);
    const joinedAt = await this.joinedAt(conversation, roster, joiner);
    const key = (await sealingKeys(surroundings, pins, [joiner])).get(joiner);
    const stale = surroundings.checks.failure('grant.fresh-key', () =>
      key !== undefined && key.from < joinedAt ? 'older than its joining' : undefined,
    );
    if (key === undefined || stale !== undefined)
      return refuse('grant.no-key', 'the joining device has not made a new key yet');
    const { number, publicKey } = key;
    const grant = sealGrant({ conversation, granter: surroundings.self.device, joiner, number, publicKey, given });
    await surroundings.relay.grant(conversation, { joiner, number, grant: toBase64url(grant) });
    return preview;
  }

  /** Fetches what was granted to this device, checks it and opens what it gives; returns what became readable. */
  async take(conversation: ConversationId): Promise<ConversationItem[]> {
    const { relay } = this.context.surroundings;
    const taken: ConversationItem[] = [];
    for (const { granter, number, grant } of await relay.grants(conversation)) {
      taken.push(...(await this.takeOne(conversation, granter, number, fromBase64url(grant))));
      await relay.deleteGrant(conversation, granter, number);
    }
    this.conversations.tell(conversation, taken);
    return taken;
  }

  private async select(conversation: ConversationId, joiner: DeviceId, scope: GrantScope): Promise<Selection> {
    const replica = await this.conversations.begun(conversation);
    const device =
      deviceIn(replica.roster, joiner) ?? refuse('conversation.not-in-roster', 'the device is not in the conversation');
    const epochs = await this.epochs(conversation);
    const limit = allowedFrom(replica.roster, device, epochs, await this.statements(conversation));
    const wanted = epochs.filter(({ devices }) => scope === 'all' || !devices.includes(joiner));
    const selection = await this.gather(replica, joiner, wanted, limit);
    return selection.preview.epochs + selection.preview.single === 0
      ? refuse('grant.nothing', 'nothing earlier may be given to this device, or nothing is readable here')
      : selection;
  }

  private async gather(
    replica: Replica,
    joiner: DeviceId,
    epochs: readonly EpochRecord[],
    limit: HistoryLimit,
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
      const { readable, whole } = await this.readable(id, epoch, limit.fromSeq);
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
    const preview: GrantPreview = {
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
    fromSeq: number,
  ): Promise<{ readable: MessageItem[]; whole: boolean }> {
    const { surroundings } = this.context;
    const frames = await framesOf(surroundings, { id }, epoch);
    const readable: MessageItem[] = [];
    for (const { seq } of frames) {
      const item = seq < fromSeq ? undefined : await surroundings.store.get<ConversationItem>(keys.item(id, seq));
      if (item?.is === 'message' && item.withdrawn === undefined) readable.push(item);
    }
    return { readable, whole: readable.length === frames.length };
  }

  private async takeOne(
    conversation: ConversationId,
    granter: DeviceId,
    number: number,
    grant: Uint8Array,
  ): Promise<ConversationItem[]> {
    const { surroundings, own } = this.context;
    const { notices, self } = surroundings;
    const refused = (detail: string): Finding => ({
      code: 'grant.refused',
      conversation,
      device: granter,
      detail,
      evidence: { number, grant: toBase64url(grant) },
    });
    const privateKey = own.privateKey(number);
    if (privateKey === undefined) return this.keepOnly(refused('no key of this number'));
    let given: Given;
    try {
      given = openGrant({ conversation, granter, joiner: self.device, number, privateKey, grant });
    } catch (error) {
      return this.keepOnly(refused(codeOf(error) ?? 'grant.form'));
    }
    const epochs = new Map((await this.epochs(conversation)).map((epoch) => [epoch.S, epoch]));
    return this.conversations.alone(conversation, async ({ state }) => {
      const batch = new StoreBatch(surroundings.store);
      const reopening = new Reopening(surroundings, batch, state, granter);
      const findings: Finding[] = [];
      for (const { S, E } of given.epochs) {
        const epoch = epochs.get(toBase64url(S));
        const failure = surroundings.checks.failure('grant.secret', () => otherSecret(conversation, epoch, E));
        if (epoch === undefined || failure !== undefined) {
          findings.push(refused(failure ?? 'unknown epoch'));
          continue;
        }
        if (epoch.E !== undefined) continue;
        batch.put(keys.epoch(conversation, epoch.S), { ...epoch, E: toBase64url(E), receivedBy: granter });
        await reopening.epoch(epoch, E);
      }
      for (const message of given.messages) {
        const epoch = epochs.get(toBase64url(message.S));
        const failure = await surroundings.checks.failureOf('grant.opens', () =>
          this.openSingle(reopening, state.id, epoch, message),
        );
        if (failure !== undefined) findings.push(refused(failure));
      }
      const { writes, told } = notices.prepare([...findings, ...reopening.findings]);
      await batch.write(writes);
      told();
      return [...reopening.items.values()];
    });
  }

  private async openSingle(
    reopening: Reopening,
    id: ConversationId,
    epoch: EpochRecord | undefined,
    message: Given['messages'][number],
  ): Promise<string | undefined> {
    if (epoch === undefined) return 'unknown epoch';
    const frames = await framesOf(this.context.surroundings, { id }, epoch);
    const frame = frames.find((one) => one.sender === message.sender && one.id === message.id);
    if (frame === undefined) return 'unknown message';
    return (await reopening.frame(epoch, frame, { K: message.K })) ? undefined : 'the key opens nothing';
  }

  private async keepOnly(finding: Finding): Promise<ConversationItem[]> {
    await this.context.surroundings.notices.keep(finding);
    return [];
  }

  private async joinedAt(conversation: ConversationId, roster: Roster, joiner: DeviceId): Promise<number> {
    const since = deviceIn(roster, joiner)?.since ?? 0;
    return (await this.epochs(conversation)).find(({ epoch }) => epoch === since)?.at ?? 0;
  }

  private async epochs(conversation: ConversationId): Promise<EpochRecord[]> {
    const stored = await this.context.surroundings.store.range<EpochRecord>({ prefix: keys.epochs(conversation) });
    return stored.map(({ value }) => value).sort((a, b) => a.seq - b.seq);
  }

  private async statements(conversation: ConversationId) {
    const items: ConversationItem[] = [];
    for (const { seq } of await this.epochs(conversation)) {
      const item = await this.context.surroundings.store.get<ConversationItem>(keys.item(conversation, seq));
      if (item !== undefined) items.push(item);
    }
    return items.filter((item) => item.is === 'roster');
  }
}

function otherSecret(conversation: ConversationId, epoch: EpochRecord | undefined, E: Uint8Array): string | undefined {
  if (epoch === undefined) return 'unknown epoch';
  return isEpochSecret({ ...placeOf(conversation, epoch), E }) ? undefined : 'another secret';
}
