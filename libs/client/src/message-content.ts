import {
  AttachmentId,
  Bytes32Text,
  ConversationId,
  DeviceId,
  limits,
  MediaType,
  MessageId,
  SignatureText,
  UnixSeconds,
} from '#contracts';
import { type Json } from '#crypto/verify';
import { Change } from '#roster';
import { z } from 'zod';
import { purposes, reactions } from './choices.js';

/** Names an earlier message and, by the SHA-256 of its sealed bytes, exactly which one (protocol 3.6). */
const Target = { message: MessageId, hash: Bytes32Text };
const Words = z.string().min(1).max(60_000);
const Count = z.int().nonnegative();
const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u);

/** What an officer's own devices tell each other about one conversation. */
const Mark = z.strictObject({
  conversation: ConversationId,
  /** The place up to which it was read. */
  read: Count,
  /** The place up to which it is done for now; 0 where it is not. */
  done: Count,
  pinned: z.boolean(),
  /** Counts the changes of `done` and `pinned`: the highest holds. */
  version: Count,
});

/** What a message says, by type; the relay sees none of it (protocol 3.6). Strict objects. */
export const Content = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: Words,
    language: z.string().min(2).max(35).optional(),
    answers: MessageId.optional(),
  }),
  // A file: where its ciphertext lies, and all that opens and checks it (protocol 3.7).
  z.strictObject({
    type: z.literal('attachment'),
    attachment: AttachmentId,
    name: line(limits.attachmentName),
    mediaType: MediaType,
    length: Count,
    key: Bytes32Text,
    sha256: Bytes32Text,
    text: Words.optional(),
    answers: MessageId.optional(),
  }),
  z.strictObject({ type: z.literal('correction'), ...Target, text: Words }),
  z.strictObject({ type: z.literal('withdrawal'), ...Target }),
  z.strictObject({ type: z.literal('noted'), ...Target }),
  z.strictObject({ type: z.literal('consent.asked'), change: Change }),
  z.strictObject({
    type: z.literal('consent.given'),
    asked: MessageId,
    device: DeviceId,
    expiry: UnixSeconds,
    signature: SignatureText,
  }),
  z.strictObject({
    type: z.literal('history.granted'),
    joiner: DeviceId,
    from: Count,
    to: Count,
    epochs: Count,
    messages: Count,
  }),
  // Without a reaction it takes back the one that was given.
  z.strictObject({ type: z.literal('reaction'), ...Target, reaction: z.enum(reactions).optional() }),
  // Of each authority the newest holds; of the subject the newest of any.
  z.strictObject({
    type: z.literal('heading'),
    subject: line(200).optional(),
    /** The reference of the author's side. */
    reference: line(100).optional(),
    purposes: z
      .array(z.enum(purposes))
      .refine((named) => new Set(named).size === named.length)
      .optional(),
  }),
  z.strictObject({ type: z.literal('read'), upTo: Count.positive() }),
  // Makes a conversation of one's own authority the notes beside another.
  z.strictObject({ type: z.literal('beside'), conversation: ConversationId }),
  // Between the devices of one officer.
  z.strictObject({ type: z.literal('notebook'), marks: z.array(Mark).min(1).max(200) }),
]);
export type Content = z.infer<typeof Content>;
/** What a message may be. */
export type ContentType = Content['type'];
/** The content of one type. */
export type ContentOf<Type extends ContentType> = Extract<Content, { type: Type }>;

const knownTypes: ReadonlySet<string> = new Set(Content.options.map((option) => option.shape.type.value));

/** Content as it was understood: a known type, one of a newer client (kept whole and shown as such), or nothing we accept. */
export type Understood =
  | { readonly is: 'known'; readonly content: Content }
  | { readonly is: 'newer'; readonly type: string }
  | { readonly is: 'malformed' };

/** Reads content that a member sealed: authenticated, but no more trusted than its author. */
export function understand(json: Json): Understood {
  const parsed = Content.safeParse(json);
  if (parsed.success) return { is: 'known', content: parsed.data };
  const type =
    typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Readonly<Record<string, Json>>)['type']
      : undefined;
  if (typeof type === 'string' && type.length <= 64 && !knownTypes.has(type)) return { is: 'newer', type };
  return { is: 'malformed' };
}
