import type { ConversationId, DeviceId } from '#contracts';
import { isEpochSecret, openGrant, type Given } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import type { ConversationItem } from './conversation-item.js';
import type { ReadingContext } from './conversation-reader.js';
import { epochsOf, framesOf, Reopening } from './conversation-reopen.js';
import { keys, type EpochRecord } from './conversation-state.js';
import { placeOf } from './conversation-wrap.js';
import type { Conversations } from './conversations.js';
import type { Finding } from './notices.js';
import { StoreBatch } from './store-batch.js';

/** Takes the history that others give this device, and believes none of it before it has opened what it claims to (protocol 4.1). */
export class HistoryTaking {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {}

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
    const epochs = new Map((await epochsOf(surroundings, conversation)).map((epoch) => [epoch.S, epoch]));
    const taken = await this.conversations.alone(conversation, async ({ state }) => {
      const batch = new StoreBatch(surroundings.store);
      const reopening = new Reopening(surroundings, batch, state, { receivedBy: granter });
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
          this.openSingle(batch, reopening, state.id, epoch, message),
        );
        if (failure !== undefined) findings.push(refused(failure));
      }
      const { writes, told } = notices.prepare([...findings, ...reopening.findings]);
      await batch.write(writes);
      told();
      return reopening;
    });
    await this.conversations.update(conversation, (state) => taken.after(state));
    return [...taken.items.values()];
  }

  private async openSingle(
    batch: StoreBatch,
    reopening: Reopening,
    id: ConversationId,
    epoch: EpochRecord | undefined,
    message: Given['messages'][number],
  ): Promise<string | undefined> {
    if (epoch === undefined) return 'unknown epoch';
    const frames = await framesOf(this.context.surroundings, { id }, epoch);
    const frame = frames.find((one) => one.sender === message.sender && one.id === message.id);
    if (frame === undefined) return 'unknown message';
    const key = keys.messageKey(id, frame.seq);
    // The same grant is fetched twice where it is told of while a round takes it.
    if ((await this.context.surroundings.store.get(key)) !== undefined) return undefined;
    if (!(await reopening.frame(epoch, frame, { K: message.K }))) return 'the key opens nothing';
    batch.put(key, toBase64url(message.K));
    return undefined;
  }

  private async keepOnly(finding: Finding): Promise<ConversationItem[]> {
    await this.context.surroundings.notices.keep(finding);
    return [];
  }
}

function otherSecret(conversation: ConversationId, epoch: EpochRecord | undefined, E: Uint8Array): string | undefined {
  if (epoch === undefined) return 'unknown epoch';
  return isEpochSecret({ ...placeOf(conversation, epoch), E }) ? undefined : 'another secret';
}
