import { sha256 } from '#crypto/verify';
import { concat, toHex, utf8 } from '#primitives';
import { fromBase64, toBase64 } from './base64.js';
import { refuse } from './errors.js';

/** What a key signs: a log its notes (type byte 0x01), or a witness its timestamped cosignatures (0x04). */
export type NoteKeyType = 'ed25519' | 'cosignature';

/** A key that notes are verified with, known from the network's own statements (c2sp.org/signed-note). */
export type VerifierKey = {
  /** A schema-less address such as `directory.comity.example`; a log's is its origin. */
  readonly name: string;
  /** First 4 bytes of SHA-256(name, newline, type byte, public key): names the key, does not bind it. */
  readonly keyId: Uint8Array;
  readonly type: NoteKeyType;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
};

/** Bytes of a key id. */
export const KEY_ID_BYTES = 4;
/** Bytes of an Ed25519 public key and of a private key's seed. */
export const NOTE_KEY_BYTES = 32;

const TYPE_BYTE = { ed25519: 0x01, cosignature: 0x04 } as const;
const MAX_NAME_BYTES = 255;
const NAME = /^[^+\p{White_Space}\p{Cc}\p{Surrogate}]+$/u;

/** Whether a text may name a key or a log: 1 to 255 bytes without space, plus or control character. */
export function isKeyName(text: string): boolean {
  return text.length <= MAX_NAME_BYTES && NAME.test(text) && utf8(text).length <= MAX_NAME_BYTES;
}

/**
 * The verifier key of an Ed25519 public key of 32 bytes, its id computed.
 * @throws `key.name`, `key.form` for another length
 */
export function verifierKey(name: string, publicKey: Uint8Array, type: NoteKeyType): VerifierKey {
  if (!isKeyName(name)) refuse('key.name');
  if (publicKey.length !== NOTE_KEY_BYTES) refuse('key.form');
  const keyId = sha256(concat(utf8(`${name}\n`), typedKey(type, publicKey))).slice(0, KEY_ID_BYTES);
  return { name, keyId, type, publicKey };
}

/** `<name>+<key id in hex>+<base64 of type byte and public key>` (c2sp.org/signed-note, verifier keys). */
export function formatVerifierKey({ name, keyId, type, publicKey }: VerifierKey): string {
  return `${name}+${toHex(keyId)}+${toBase64(typedKey(type, publicKey))}`;
}

/**
 * The key of a {@link formatVerifierKey} text: parsed, printed and compared.
 * @throws `key.form`, `key.name`, `key.type`, `base64.invalid`; `key.id` when the id is not the key's
 */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, keyId, type, bytes } = parseTypedKey(text);
  const key = verifierKey(name, bytes, type);
  if (toHex(key.keyId) !== keyId) refuse('key.id');
  return key;
}

/** The fields that a verifier key's and a private note key's text share; `keyId` is 8 hexadecimal digits not yet compared. @throws as {@link parseVerifierKey} */
export function parseTypedKey(text: string): { name: string; keyId: string; type: NoteKeyType; bytes: Uint8Array } {
  // Base64 may hold a plus of its own, a name may not.
  const [, name, keyId, encoded] = /^([^+]*)\+([0-9a-f]{8})\+(\S{1,64})$/.exec(text) ?? [];
  if (name === undefined || keyId === undefined || encoded === undefined) return refuse('key.form');
  const [typeByte, ...key] = fromBase64(encoded);
  if (typeByte === TYPE_BYTE.ed25519) return { name, keyId, type: 'ed25519', bytes: Uint8Array.from(key) };
  if (typeByte === TYPE_BYTE.cosignature) return { name, keyId, type: 'cosignature', bytes: Uint8Array.from(key) };
  return refuse('key.type');
}

/** A key behind its type byte, as both key texts encode it. */
export function typedKey(type: NoteKeyType, key: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(TYPE_BYTE[type]), key);
}

/** Whether a signature line or another key bears this key's name and id. */
export function isSameKey(a: { name: string; keyId: Uint8Array }, b: { name: string; keyId: Uint8Array }): boolean {
  return a.name === b.name && toHex(a.keyId) === toHex(b.keyId);
}
