import { BUCKETS } from './buckets.js';
import { type Json, parseCanonicalJson } from './canonical-json.js';
import { refuse } from './errors.js';
import { lp, readInteger, readLp, takeLp } from './lp.js';

const HASH_BYTES = 32;
const INTEGER_BYTES = 8;
/** Of one recipient's tag; a forum's signature is four of them long. */
const TAG_BYTES = 16;
const RECORD_BYTES = 64;

/** Where its sender stood when it wrote: the last frame it knew, its directory, its newest agreement key's number (protocol 3.3). */
export interface MessageContext {
  readonly seq: number;
  readonly head: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  readonly agreement: number;
}

/** A plaintext taken apart. `core` is what the authenticators cover; `record` is empty or 64 bytes. */
export interface Plaintext {
  readonly core: Uint8Array;
  readonly content: Uint8Array;
  readonly json: Json;
  readonly context: MessageContext;
  readonly tags: Uint8Array;
  readonly record: Uint8Array;
}

/** core = lp(content, lp(seq, head, size, root, agreement)). @param content - canonical JSON @throws `context.hash`, `integer.range` */
export function encodeCore({ content, context }: { content: Uint8Array; context: MessageContext }): Uint8Array {
  const { seq, head, size, root, agreement } = context;
  if (head.length !== HASH_BYTES || root.length !== HASH_BYTES) refuse('context.hash');
  return lp(content, lp(seq, head, size, root, agreement));
}

/**
 * lp(core, lp(tags, record)) and zeros up to the smallest bucket that holds it.
 * @param input.tags - 16 bytes for each other device, or a forum's signature
 * @param input.record - 64 bytes, or nothing
 * @throws `message.too-large`, `authenticator.record`
 */
export function encodePlaintext({
  core,
  tags,
  record,
}: {
  core: Uint8Array;
  tags: Uint8Array;
  record?: Uint8Array | undefined;
}): Uint8Array {
  if (record !== undefined && record.length !== 0 && record.length !== RECORD_BYTES) refuse('authenticator.record');
  const bytes = lp(core, lp(tags, record));
  const plaintext = new Uint8Array(bucketOf(bytes.length));
  plaintext.set(bytes);
  return plaintext;
}

/** The one bucket that a plaintext of `length` bytes is padded to. @throws `message.too-large` */
export function bucketOf(length: number): number {
  return BUCKETS.find((bucket) => bucket >= length) ?? refuse('message.too-large');
}

/**
 * Takes a plaintext apart and refuses every form but the one {@link encodePlaintext} gives.
 * @param input.tagsLength - follows from the epoch's roster: 16 for each other device, 64 in a forum; left out by who does
 * not know the roster, and takes any whole number of tags
 * @throws `pad.bucket`, `pad.not-zero`, `lp.length`, `lp.trailing`, `authenticator.count`, `authenticator.record`,
 * `context.hash`, `context.integer`, `integer.range`, `json.*`
 */
export function readPlaintext({
  plaintext,
  tagsLength,
}: {
  plaintext: Uint8Array;
  tagsLength?: number | undefined;
}): Plaintext {
  if (!BUCKETS.includes(plaintext.length)) refuse('pad.bucket');
  const { parts, rest } = takeLp(plaintext, 2);
  const [core, authenticators] = parts as [Uint8Array, Uint8Array];
  if (rest.some((byte) => byte !== 0)) refuse('pad.not-zero');
  if (bucketOf(plaintext.length - rest.length) !== plaintext.length) refuse('pad.bucket');
  const [tags, record] = readLp(authenticators, 2) as [Uint8Array, Uint8Array];
  if (tags.length !== (tagsLength ?? wholeTags(tags))) refuse('authenticator.count');
  if (record.length !== 0 && record.length !== RECORD_BYTES) refuse('authenticator.record');
  const [content, context] = readLp(core, 2) as [Uint8Array, Uint8Array];
  return { core, content, json: parseCanonicalJson(content), context: readContext(context), tags, record };
}

function wholeTags({ length }: Uint8Array): number {
  return length - (length % TAG_BYTES);
}

function readContext(bytes: Uint8Array): MessageContext {
  const [seq, head, size, root, agreement] = readLp(bytes, 5) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  if (head.length !== HASH_BYTES || root.length !== HASH_BYTES) refuse('context.hash');
  for (const number of [seq, size, agreement]) if (number.length !== INTEGER_BYTES) refuse('context.integer');
  return { seq: readInteger(seq), head, size: readInteger(size), root, agreement: readInteger(agreement) };
}
