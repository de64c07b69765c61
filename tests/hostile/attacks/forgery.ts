import { composeStatement } from '../../../libs/client/src/conversation-compose.js';
import type { MessageId } from '#contracts';
import { canonicalBytes, messageKey, sealMessage, type Json, type MessageContext } from '#crypto';
import { fromBase64url, toBase64url, utf8 } from '#primitives';
import {
  formatRosterStatement,
  parseRosterStatement,
  rosterBodyHash,
  rosterMessage,
  type Change,
  type Consent,
  type RosterBody,
} from '#roster';
import { newMessageId } from '../../../libs/client/src/message-seal.js';
import type { Signing, TestKey } from '../../support/directory.js';
import type { NamedFrame } from '../../support/cheating-relay.js';
import type { HostileClient } from '../../support/hostile-world.js';
import type { Scene } from './attack.js';

type Frame = Omit<NamedFrame, 'seq' | 'storedAt'>;

/** What is false about a statement. */
export interface FalseStatement {
  readonly changes?: readonly Change[];
  readonly consents?: readonly Consent[];
  /** Changes of the body after it was composed. */
  readonly body?: Partial<RosterBody>;
  /** Who signs; its author by default. */
  readonly by?: Signing;
}

/**
 * A statement of Bob's as a frame, composed by his own client and then made false. The relay stores it without having
 * judged it, and with no wraps.
 */
export async function falseStatement(
  scene: Scene,
  { changes = [], consents = [], body: twist = {}, by }: FalseStatement = {},
): Promise<Frame> {
  const { bob, id } = scene;
  const { context, conversations } = bob.client.parts;
  await bob.client.parts.conversations.pull(id);
  const { roster, state } = await conversations.begun(id);
  // Composed without its changes, which his client would rightly refuse.
  const composed = await composeStatement(
    context.surroundings,
    context.own,
    context.pins,
    { roster, state },
    { changes: [], consents: [] },
  );
  const honest = parseRosterStatement(composed.submission.statement).body;
  const body: RosterBody = { ...honest, changes: [...changes], consents: [...consents], ...twist };
  return statementFrame(scene, body, by ?? bob.device.signing);
}

/** A body, signed and put into a frame. */
function statementFrame({ world }: Scene, body: RosterBody, by: Signing): Frame {
  const key: TestKey = 'signing' in by ? by.signing : by;
  const text = formatRosterStatement(body, toBase64url(key.sign(rosterMessage(world.network.networkId, body))));
  return { kind: 'statement', S: rosterBodyHash(body), sender: body.author, id: body.id, bytes: utf8(text) };
}

/** What is false about a message of a cheating member. */
export interface FalseMessage {
  readonly context?: Partial<MessageContext>;
  readonly content?: Json;
  readonly recordKey?: Uint8Array;
  readonly tags?: (count: number) => Uint8Array[];
  readonly id?: MessageId;
}

/** A message that `who` seals with its true keys, otherwise than its client would. */
export async function falseMessage(
  scene: Scene,
  twist: FalseMessage = {},
  who: HostileClient = scene.bob,
): Promise<Frame> {
  const { surroundings, own } = who.client.parts.context;
  const conversation = scene.id;
  await who.client.parts.conversations.pull(conversation);
  const { state, epoch } = await who.client.parts.conversations.begun(conversation);
  const others = epoch.devices.filter((device) => device !== who.device.id);
  const id = twist.id ?? newMessageId(surroundings.clock);
  const place = { conversation, S: fromBase64url(epoch.S), sender: who.device.id, id };
  const { size, root } = surroundings.directory.checkpoint ?? { size: 0, root: new Uint8Array(32) };
  const recognized = (device: (typeof others)[number]) => ({
    device,
    publicKey: surroundings.directory.latest.device(device)?.recognitionKey ?? new Uint8Array(32),
  });
  const bytes = sealMessage({
    ...place,
    K: messageKey({ ...place, E: fromBase64url(epoch.E ?? '') }),
    content: canonicalBytes(twist.content ?? { type: 'text', text: 'sealed by hand' }),
    context: { seq: state.seq, head: fromBase64url(state.head), size, root, agreement: own.stated, ...twist.context },
    writer: {
      kind: 'pair',
      pairKeys: twist.tags?.(others.length) ?? others.map((device) => surroundings.pairKeys.to(recognized(device))),
    },
    record: twist.recordKey && { networkId: scene.world.network.networkId, privateKey: twist.recordKey },
  });
  return { kind: 'content', S: place.S, sender: place.sender, id, bytes };
}
