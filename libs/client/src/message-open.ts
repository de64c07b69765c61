import type { ConversationId, DeviceId } from '#contracts';
import { messageKey, openMessage, verifyRecord, type OpenedMessage, type Reader } from '#crypto';
import { codeOf, toBase64url } from '#primitives';
import type { Frame } from './conversation-frame.js';
import type { EpochRecord } from './conversation-state.js';
import type { NoticeCode } from './notices.js';
import type { Surroundings } from './surroundings.js';

/** A content frame as it was opened, or why it was not. */
export type Opening =
  | {
      readonly is: 'opened';
      readonly message: OpenedMessage;
      readonly record: string | undefined;
      readonly recordRefused: boolean;
    }
  | { readonly is: 'refused'; readonly code: NoticeCode; readonly detail: string };

/** What opens one message: the epoch's secret, or the message's own key. */
export type MessageSecret = { readonly E: Uint8Array } | { readonly K: Uint8Array };

/**
 * Opens a content frame and makes certain who wrote it (protocol 3.2, 3.3). A reader who was not in the epoch has no
 * tag and can take only its granter's word.
 */
export function openContent(
  surroundings: Surroundings,
  conversation: ConversationId,
  epoch: EpochRecord,
  frame: Frame,
  secret: MessageSecret,
): Opening {
  const place = { conversation, S: frame.S, sender: frame.sender, id: frame.id };
  const K = 'K' in secret ? secret.K : messageKey({ ...place, E: secret.E });
  const open = (reader: Reader): OpenedMessage => openMessage({ ...place, K, sealed: frame.bytes, reader });
  let message: OpenedMessage;
  try {
    message = open(readerOf(surroundings, epoch, frame.sender));
  } catch (error) {
    const code = codeOf(error) ?? 'content.form';
    if (!isAuthorship(code))
      return { is: 'refused', code: code.startsWith('seal.') ? 'content.unopened' : 'content.malformed', detail: code };
    const failure = surroundings.checks.failure('content.author', () => code);
    if (failure !== undefined) return { is: 'refused', code: 'content.unauthenticated', detail: failure };
    message = open({ kind: 'granted', count: epoch.devices.length - 1 });
  }
  const { record } = message;
  if (record === undefined) return { is: 'opened', message, record: undefined, recordRefused: false };
  const refused = surroundings.checks.failure('content.record', () =>
    recordFailure(surroundings, conversation, frame, message, record),
  );
  return {
    is: 'opened',
    message,
    record: refused === undefined ? toBase64url(record) : undefined,
    recordRefused: refused !== undefined,
  };
}

function isAuthorship(code: string): boolean {
  return (
    code === 'authenticator.refused' ||
    code === 'signature.refused' ||
    code === 'pair.zero' ||
    code === 'device.unknown'
  );
}

function readerOf({ self, pairKeys, directory }: Surroundings, epoch: EpochRecord, sender: DeviceId): Reader {
  const recognized = (device: DeviceId) => {
    const publicKey = directory.latest.device(device)?.recognitionKey;
    return { device, publicKey: publicKey ?? new Uint8Array(32) };
  };
  const others = epoch.devices.filter((device) => device !== sender);
  if (epoch.forum)
    return { kind: 'forum', publicKey: directory.latest.device(sender)?.signatureKey ?? new Uint8Array(32) };
  if (sender === self.device) return { kind: 'own', pairKeys: others.map((device) => pairKeys.to(recognized(device))) };
  const place = others.indexOf(self.device);
  if (place < 0) return { kind: 'granted', count: others.length };
  return { kind: 'pair', pairKey: pairKeys.from(recognized(sender)), place, count: others.length };
}

function recordFailure(
  { self, directory }: Surroundings,
  conversation: ConversationId,
  { sender, id }: Frame,
  { content }: OpenedMessage,
  signature: Uint8Array,
): string | undefined {
  const publicKey = directory.latest.device(sender)?.signatureKey;
  if (publicKey === undefined) return 'device.unknown';
  try {
    verifyRecord({ networkId: self.networkId, conversation, id, content, signature, publicKey });
    return undefined;
  } catch (error) {
    return codeOf(error) ?? 'record.form';
  }
}
