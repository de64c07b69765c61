import { concat, equalBytes } from '#primitives';
import { refuse } from './errors.js';
import { B, H, KEY_BYTES } from './hash.js';
import { newAgreementKey, newSignatureKey, type AgreementKeyPair, type SignatureKeyPair } from './keys.js';
import { fromWords, toWords, typedWords } from './words.js';

/** 7776^22 is just above 2^280: the seed and its checksum. */
const WORDS = 22;
const CHECKSUM_BYTES = 3;

/** What a holder of an archive has: a key that shares are wrapped to, and one that signs an opening (protocol 4.2, 4.3). */
export interface HolderKeys {
  readonly agreement: AgreementKeyPair;
  readonly signature: SignatureKeyPair;
}

/** Both keys of a holder, from the one seed of 32 bytes that is kept. @throws `key.length` */
export function holderKeys(seed: Uint8Array): HolderKeys {
  return {
    agreement: newAgreementKey(B(seed, KEY_BYTES, 'comity/holder-key/v1', 'agreement')),
    signature: newSignatureKey(B(seed, KEY_BYTES, 'comity/holder-key/v1', 'signature')),
  };
}

/** A holder's seed as 22 words of the EFF long list, to be printed: with a checksum of 24 bits. @throws `key.length` */
export function holderWords(seed: Uint8Array): string[] {
  if (seed.length !== KEY_BYTES) refuse('key.length');
  return toWords(concat(seed, checksumOf(seed)), WORDS);
}

/** The seed of words that were typed from paper. @throws `holder.words` for another number of words, one not on the list, or another checksum */
export function readHolderWords(typed: string): Uint8Array {
  const words = typedWords(typed);
  const length = KEY_BYTES + CHECKSUM_BYTES;
  const bytes = (words.length === WORDS ? fromWords(words, length) : undefined) ?? refuse('holder.words');
  const seed = bytes.slice(0, KEY_BYTES);
  if (!equalBytes(checksumOf(seed), bytes.subarray(KEY_BYTES))) refuse('holder.words');
  return seed;
}

function checksumOf(seed: Uint8Array): Uint8Array {
  return H('comity/holder-words/v1', seed).subarray(0, CHECKSUM_BYTES);
}
