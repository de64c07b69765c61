import { H } from '#crypto/verify';
import type { ConversationId, DeviceId } from '#contracts';
import { toBase64url } from '#primitives';
import { refuse } from './errors.js';

const RANDOM_BYTES = 32;

/**
 * The id of a new conversation: base64url of H("comity/conversation/v1", networkId, opening device, random) (protocol 2.1).
 * @param random - 32 random bytes, used for nothing else
 * @throws `conversation.random`
 */
export function conversationId(networkId: Uint8Array, device: DeviceId, random: Uint8Array): ConversationId {
  if (random.length !== RANDOM_BYTES) refuse('conversation.random');
  return toBase64url(H('comity/conversation/v1', networkId, device, random)) as ConversationId;
}
