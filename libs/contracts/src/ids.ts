import { z } from 'zod';

const SLUG = '[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?';
const HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** An authority, as the subject of its statements: `authority:` and a slug of at most 64 characters. */
export const AuthorityId = z
  .string()
  .regex(new RegExp(`^authority:${SLUG}$`))
  .brand<'AuthorityId'>();
export type AuthorityId = z.infer<typeof AuthorityId>;

/** A regional network, as the subject of its statements: `region:` and a slug of at most 64 characters. */
export const RegionId = z
  .string()
  .regex(new RegExp(`^region:${SLUG}$`))
  .brand<'RegionId'>();
export type RegionId = z.infer<typeof RegionId>;

/** An officer: a slug of at most 64 characters that says nothing about the person. */
export const OfficerId = z
  .string()
  .regex(new RegExp(`^${SLUG}$`))
  .brand<'OfficerId'>();
export type OfficerId = z.infer<typeof OfficerId>;

/** A device: a slug of at most 64 characters. Never used twice, even after revocation. */
export const DeviceId = z
  .string()
  .regex(new RegExp(`^${SLUG}$`))
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** A conversation: the unpadded base64url of a SHA-256 hash, 43 characters (protocol 2.1). */
export const ConversationId = z.string().regex(HASH).brand<'ConversationId'>();
export type ConversationId = z.infer<typeof ConversationId>;

/** What {@link ConversationId} parses, told without a parse: for the path of messages. */
export function isConversationId(value: unknown): value is ConversationId {
  return typeof value === 'string' && HASH.test(value);
}

/** A frame, a message among them: a UUIDv7 in lower case, made by its sender (RFC 9562 §5.7). */
export const MessageId = z.string().regex(UUID_V7).brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

/** What {@link MessageId} parses, told without a parse: for the path of messages. */
export function isMessageId(value: unknown): value is MessageId {
  return typeof value === 'string' && UUID_V7.test(value);
}

/** An attachment of a conversation: a UUIDv7 in lower case, made by its uploader. */
export const AttachmentId = z.string().regex(UUID_V7).brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof AttachmentId>;

/** 32 bytes as unpadded canonical base64url, 43 characters: a hash or an Ed25519 or X25519 public key. */
export const Bytes32Text = z.string().regex(HASH);

/** 64 bytes as unpadded canonical base64url, 86 characters: an Ed25519 signature. */
export const SignatureText = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);

/** Whole seconds since the Unix epoch, UTC. */
export const UnixSeconds = z.int().nonnegative();
