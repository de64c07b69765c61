/** What a file of keys held. */
export interface KeysRead {
  /** Public keys, each once, in the order in which they stand there. */
  readonly keys: readonly string[];
  /** Why there is none: it is a key itself, which was to stay offline, or something else. */
  readonly refused?: 'private' | 'none';
}

/** An Ed25519 public key as `comity key new` prints it: 32 bytes, unpadded base64url. */
const KEY = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const PRIVATE = /"sealed"\s*:|"comity"\s*:\s*"signature key"/;

/** The public keys in a text: what `comity key new` printed, in one line each or in one file each. */
export function publicKeysIn(text: string): KeysRead {
  if (PRIVATE.test(text)) return { keys: [], refused: 'private' };
  const words = text.split(/[\s"',;]+/).filter((word) => KEY.test(word));
  return words.length === 0 ? { keys: [], refused: 'none' } : { keys: [...new Set(words)] };
}
