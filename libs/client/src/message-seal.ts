import type { MessageId } from '#contracts';
import { canonicalBytes, messageKey, randomBytes, sealMessage, type Writer } from '#crypto';
import { fromBase64url, toHex, type Clock } from '#primitives';
import type { OwnAgreementKeys } from './agreement-keys.js';
import type { Replica } from './conversation-reader.js';
import type { EpochRecord } from './conversation-state.js';
import { refuse } from './errors.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** A fresh UUIDv7 of the local clock and 74 random bits (RFC 9562 §5.7). It names a frame and never orders one. */
export function newMessageId(clock: Clock): MessageId {
  const random = randomBytes(10);
  const time = clock.now().toString(16).padStart(12, '0').slice(-12);
  const version = `7${toHex(random.subarray(0, 2)).slice(1)}`;
  const variant = (0x80 | ((random[2] ?? 0) & 0x3f)).toString(16) + toHex(random.subarray(3, 4));
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${toHex(random.subarray(4))}` as MessageId;
}

/** Seals content under the conversation's present epoch, with this device's place as its context (protocol 3.1-3.3). */
export function sealContent(
  surroundings: Surroundings,
  own: OwnAgreementKeys,
  replica: Replica,
  message: { readonly id: MessageId; readonly content: unknown; readonly onTheRecord: boolean },
): Uint8Array {
  const { self } = surroundings;
  const { state, epoch } = replica;
  if (epoch?.E === undefined) return refuse('conversation.not-sealed');
  const { size, root } = newestCheckpoint(surroundings);
  const place = { conversation: state.id, S: fromBase64url(epoch.S), sender: self.device, id: message.id };
  return sealMessage({
    ...place,
    K: messageKey({ ...place, E: fromBase64url(epoch.E) }),
    content: canonicalBytes(message.content),
    context: { seq: state.seq, head: fromBase64url(state.head), size, root, agreement: own.stated },
    writer: writerOf(surroundings, epoch),
    record: message.onTheRecord ? { networkId: self.networkId, privateKey: self.signatureKey.privateKey } : undefined,
  });
}

function writerOf({ self, pairKeys, directory }: Surroundings, epoch: EpochRecord): Writer {
  if (epoch.forum) return { kind: 'forum', privateKey: self.signatureKey.privateKey };
  const others = epoch.devices.filter((device) => device !== self.device);
  return {
    kind: 'pair',
    pairKeys: others.map((device) => {
      const publicKey = directory.latest.device(device)?.recognitionKey ?? refuse('directory.pending');
      return pairKeys.to({ device, publicKey });
    }),
  };
}
