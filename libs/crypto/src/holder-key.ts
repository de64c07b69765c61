import { concat, equalBytes, toHex } from '#primitives';
import { refuse } from './errors.js';
import { B, H, KEY_BYTES } from './hash.js';
import { newAgreementKey, newSignatureKey, type AgreementKeyPair, type SignatureKeyPair } from './keys.js';
import { fromWords, toWords, typedWords } from './words.js';

/** On paper a seed is so many lines: each holds a part of it, and what checks that part. */
export const HOLDER_LINES = 4;
/** 7776^6 is just above 2^77: 64 bits of the seed and 12 that check them. */
export const HOLDER_LINE_WORDS = 6;
const PART_BYTES = KEY_BYTES / HOLDER_LINES;
const CHECK_BYTES = 2;
const FINGERPRINT_BYTES = 16;

/** What a holder of an archive has: a key that shares are wrapped to, and one that signs an opening (protocol 4.2, 4.3). */
export interface HolderKeys {
  readonly agreement: AgreementKeyPair;
  readonly signature: SignatureKeyPair;
}

/**
 * What is wrong with one line that was typed from paper: another number of words, the word at `place` (from 1) is on no
 * list, or all of them are and they are not those of the line.
 */
export type HolderLineFault =
  | { readonly is: 'count'; readonly found: number }
  | { readonly is: 'word'; readonly place: number }
  | { readonly is: 'check' };

/** Both keys of a holder, from the one seed of 32 bytes that is kept. @throws `key.length` */
export function holderKeys(seed: Uint8Array): HolderKeys {
  return {
    agreement: newAgreementKey(B(seed, KEY_BYTES, 'comity/holder-key/v1', 'agreement')),
    signature: newSignatureKey(B(seed, KEY_BYTES, 'comity/holder-key/v1', 'signature')),
  };
}

/**
 * What two persons compare of a holder (protocol 10): eight groups of four hexadecimal digits, over both of its public keys.
 * The key that signs does not vouch for the one that shares are wrapped to.
 */
export function holderFingerprint(agreement: Uint8Array, signature: Uint8Array): string {
  const digits = toHex(H('comity/holder/v1', agreement, signature).subarray(0, FINGERPRINT_BYTES));
  return (digits.match(/.{4}/g) ?? []).join(' ');
}

/** A holder's seed as four lines of six words of the EFF long list, to be printed. @throws `key.length` */
export function holderLines(seed: Uint8Array): string[] {
  if (seed.length !== KEY_BYTES) refuse('key.length');
  return Array.from({ length: HOLDER_LINES }, (_, i) => {
    const part = seed.subarray(i * PART_BYTES, (i + 1) * PART_BYTES);
    return toWords(concat(checkOf(i + 1, part), part), HOLDER_LINE_WORDS).join(' ');
  });
}

/** What is wrong with a line as it was typed; nothing where it is the one that was printed. @param line - from 1 */
export function holderLineFault(typed: string, line: number): HolderLineFault | undefined {
  const words = typedWords(typed).filter((word) => word !== '');
  if (words.length !== HOLDER_LINE_WORDS) return { is: 'count', found: words.length };
  const unknown = words.findIndex((word) => fromWords([word], CHECK_BYTES) === undefined);
  if (unknown >= 0) return { is: 'word', place: unknown + 1 };
  return partOf(words, line) === undefined ? { is: 'check' } : undefined;
}

/** The seed of the lines that were typed from paper. @throws `holder.words` where one of them has a {@link HolderLineFault}, or is missing */
export function readHolderLines(typed: readonly string[]): Uint8Array {
  const parts = typed.map((line, i) => partOf(typedWords(line), i + 1) ?? refuse('holder.words'));
  return parts.length === HOLDER_LINES ? concat(...parts) : refuse('holder.words');
}

function partOf(words: readonly string[], line: number): Uint8Array | undefined {
  const bytes = words.length === HOLDER_LINE_WORDS ? fromWords(words, CHECK_BYTES + PART_BYTES) : undefined;
  const part = bytes?.slice(CHECK_BYTES);
  return bytes && part && equalBytes(checkOf(line, part), bytes.subarray(0, CHECK_BYTES)) ? part : undefined;
}

function checkOf(line: number, part: Uint8Array): Uint8Array {
  const [high = 0, low = 0] = H('comity/holder-line/v1', line, part);
  return Uint8Array.of(high & 0x0f, low);
}
