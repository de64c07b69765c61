import { Bytes32Text, DeviceId, MessageId, SignatureText, UnixSeconds } from '#contracts';
import { type Json } from '#crypto/verify';
import { Change } from '#roster';
import { z } from 'zod';

/** Names an earlier message and, by the SHA-256 of its sealed bytes, exactly which one (protocol 3.6). */
const Target = { message: MessageId, hash: Bytes32Text };
const Words = z.string().min(1).max(60_000);
const Count = z.int().nonnegative();

/** What a message says, by type; the relay sees none of it (protocol 3.6). Strict objects. */
export const Content = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: Words,
    language: z.string().min(2).max(35).optional(),
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
