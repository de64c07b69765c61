import {
  authenticMessage,
  FORUM_TAG_BYTES,
  forumAuthenticator,
  pairTags,
  TAG_BYTES,
  verifyForumAuthenticator,
  verifyPairTag,
} from './authenticator.js';
import { type Json, parseCanonicalJson } from './canonical-json.js';
import { refuse } from './errors.js';
import { sign } from './keys.js';
import { frameAd, type MessagePlace } from './message-key.js';
import { encodeCore, encodePlaintext, type MessageContext, readPlaintext } from './plaintext.js';
import { recordMessage } from './record.js';
import { open, seal } from './seal.js';
import { equalSecrets } from './equal-secrets.js';

/** How a writer makes itself known: by tags to each other device of the epoch in roster order, or in a forum by signature. */
export type Writer =
  | { readonly kind: 'pair'; readonly pairKeys: readonly Uint8Array[] }
  | { readonly kind: 'forum'; readonly privateKey: Uint8Array };

/**
 * How a reader is certain who wrote. `pair`: its own tag, at its place among the `count` other devices. `forum`: the
 * sender's signature key. `own`: the sender reading itself, with the keys it writes with. `granted`: it was not in the
 * epoch, has no tag, and can only take the granter's word ("as received by …").
 */
export type Reader =
  | { readonly kind: 'pair'; readonly pairKey: Uint8Array; readonly place: number; readonly count: number }
  | { readonly kind: 'forum'; readonly publicKey: Uint8Array }
  | { readonly kind: 'own'; readonly pairKeys: readonly Uint8Array[] }
  | { readonly kind: 'granted'; readonly count: number };

/** A message as its reader has it. `record` is the signature of "on the record", unchecked here, or absent. */
export interface OpenedMessage {
  readonly content: Uint8Array;
  readonly json: Json;
  readonly context: MessageContext;
  readonly record: Uint8Array | undefined;
}

/**
 * Content sealed as a `content` frame's bytes (protocol 3.2, 3.3).
 * @param input.K - the message's own key
 * @param input.content - canonical JSON
 * @param input.record - signature key and network, when the officer puts this message on the record
 * @throws `json.*`, `message.too-large`, `context.hash`, `integer.range`, `key.length`
 */
export function sealMessage(
  input: MessagePlace & {
    readonly K: Uint8Array;
    readonly content: Uint8Array;
    readonly context: MessageContext;
    readonly writer: Writer;
    readonly record?: { readonly networkId: Uint8Array; readonly privateKey: Uint8Array } | undefined;
    readonly unsafeTestingNonce?: Uint8Array | undefined;
  },
): Uint8Array {
  const { K, content, context, writer, record, unsafeTestingNonce } = input;
  parseCanonicalJson(content);
  const core = encodeCore({ content, context });
  const a = authenticMessage({ ...input, core });
  const tags =
    writer.kind === 'pair'
      ? pairTags({ a, pairKeys: writer.pairKeys })
      : forumAuthenticator({ a, privateKey: writer.privateKey });
  const onTheRecord =
    record &&
    sign({ privateKey: record.privateKey, message: recordMessage({ ...input, networkId: record.networkId }) });
  const plaintext = encodePlaintext({ core, tags, record: onTheRecord });
  return seal({ key: K, ad: frameAd({ ...input, kind: 'content' }), plaintext, unsafeTestingNonce });
}

/**
 * Opens a `content` frame and checks who wrote it. What fails is never shown as its claimed author's.
 * @param input.sealed - from the relay: untrusted
 * @throws `seal.length`, `seal.refused`, `authenticator.*`, `signature.refused`, and what {@link readPlaintext} refuses with
 */
export function openMessage(
  input: MessagePlace & { readonly K: Uint8Array; readonly sealed: Uint8Array; readonly reader: Reader },
): OpenedMessage {
  const { K, sealed, reader } = input;
  const plaintext = open({ key: K, ad: frameAd({ ...input, kind: 'content' }), sealed });
  const { core, content, json, context, tags, record } = readPlaintext({
    plaintext,
    tagsLength: tagsLengthFor(reader),
  });
  verifyWriter(reader, authenticMessage({ ...input, core }), tags);
  return { content, json, context, record: record.length === 0 ? undefined : record };
}

/**
 * Opens a `content` frame for somebody who was given its key alone and was never among its readers: what the bytes say, and
 * nothing of who wrote them. The committing seal has these bytes open under one key and at one place only.
 * @param input.sealed - from whoever gave the key: untrusted
 * @throws `key.length`, `seal.length`, `seal.refused`, and what {@link readPlaintext} refuses with
 */
export function openDisclosed(
  input: MessagePlace & { readonly K: Uint8Array; readonly sealed: Uint8Array },
): OpenedMessage {
  const { K, sealed } = input;
  const plaintext = open({ key: K, ad: frameAd({ ...input, kind: 'content' }), sealed });
  const { content, json, context, record } = readPlaintext({ plaintext });
  return { content, json, context, record: record.length === 0 ? undefined : record };
}

function tagsLengthFor(reader: Reader): number {
  switch (reader.kind) {
    case 'forum':
      return FORUM_TAG_BYTES;
    case 'own':
      return TAG_BYTES * reader.pairKeys.length;
    default:
      return TAG_BYTES * reader.count;
  }
}

function verifyWriter(reader: Reader, a: Uint8Array, tags: Uint8Array): void {
  switch (reader.kind) {
    case 'pair':
      verifyPairTag({ ...reader, a, tags });
      return;
    case 'forum':
      verifyForumAuthenticator({ a, signature: tags, publicKey: reader.publicKey });
      return;
    case 'own':
      if (!equalSecrets(tags, pairTags({ a, pairKeys: reader.pairKeys }))) refuse('authenticator.refused');
      return;
    case 'granted':
      return;
  }
}
