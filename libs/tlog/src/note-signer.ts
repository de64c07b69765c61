import { toHex } from '#primitives';
import { toBase64 } from './base64.js';
import { refuse } from './errors.js';
import {
  NOTE_KEY_BYTES,
  parseTypedKey,
  typedKey,
  verifierKey,
  type NoteKeyType,
  type VerifierKey,
} from './verifier-key.js';

/** Something that signs for a verifier key: a seed in memory, or a device that holds one. */
export type NoteSigner = {
  readonly key: VerifierKey;
  /** Ed25519 signature of 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
};

/** Ed25519 as the caller brings it (`#crypto/log-signer`): this lib holds no signing code. */
export type NoteSigning = {
  publicKeyOf(seed: Uint8Array): Uint8Array;
  signPublicNote(seed: Uint8Array, message: Uint8Array): Uint8Array;
};

const PRIVATE = 'PRIVATE+KEY+';

/**
 * A signer for a seed of 32 bytes.
 * @throws `key.name`, `key.form`
 */
export function noteSigner(name: string, type: NoteKeyType, seed: Uint8Array, signing: NoteSigning): NoteSigner {
  if (seed.length !== NOTE_KEY_BYTES) refuse('key.form');
  return {
    key: verifierKey(name, signing.publicKeyOf(seed), type),
    sign: (message) => signing.signPublicNote(seed, message),
  };
}

/** `PRIVATE+KEY+<name>+<key id in hex>+<base64 of type byte and seed>`, as golang.org/x/mod/sumdb/note writes it. A secret. */
export function formatPrivateNoteKey({ name, keyId, type }: VerifierKey, seed: Uint8Array): string {
  return `${PRIVATE}${name}+${toHex(keyId)}+${toBase64(typedKey(type, seed))}`;
}

/**
 * The signer of a {@link formatPrivateNoteKey} text.
 * @throws `key.form`, `key.name`, `key.type`, `base64.invalid`; `key.id` when the id is not that of the seed's public key
 */
export function parsePrivateNoteKey(text: string, signing: NoteSigning): NoteSigner {
  if (!text.startsWith(PRIVATE)) refuse('key.form');
  const { name, keyId, type, bytes } = parseTypedKey(text.slice(PRIVATE.length));
  const signer = noteSigner(name, type, bytes, signing);
  if (toHex(signer.key.keyId) !== keyId) refuse('key.id');
  return signer;
}
