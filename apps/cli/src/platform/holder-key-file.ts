import {
  holderKeys,
  holderWords,
  openWithPassphrase,
  randomBytes,
  readHolderWords,
  sealWithPassphrase,
  type HolderKeys,
} from '#crypto';
import { CodedError, fromBase64url, toBase64url } from '#primitives';
import { z } from 'zod';
import { readJson, readText, writeText } from './file.js';
import { askHolderWords, askPassphrase } from './secrets.js';

const PURPOSE = 'comity/holder-key-file/v1';

/** What of a holder's keys is declared: for the administrators, no secret. */
const HolderFile = z.strictObject({
  comity: z.literal('holder of an archive'),
  /** X-Wing, base64url: shares are wrapped to it. */
  agreement: z.string(),
  /** Ed25519, base64url: it signs an opening. */
  signature: z.string(),
  paper: z.boolean(),
});
/** As its schema parses it. */
export type HolderFile = z.infer<typeof HolderFile>;

const SealedHolder = z.strictObject({ comity: z.literal('holder key'), sealed: z.string() });

/** Makes a holder's keys, sealed under a passphrase in a new file, and answers what of them is declared. */
export async function writeHolderKey(file: string, passphrase: string): Promise<HolderFile> {
  const seed = randomBytes(32);
  const sealed = toBase64url(sealWithPassphrase({ passphrase, purpose: PURPOSE, plaintext: seed }));
  await writeText(file, `${JSON.stringify({ comity: 'holder key', sealed }, undefined, 2)}\n`, { secret: true });
  return publicOf(holderKeys(seed), false);
}

/** Makes a holder's keys and writes the page to be printed: the seed as numbered words. Answers what of them is declared. */
export async function writePaperKey(file: string, authority: string): Promise<HolderFile> {
  const seed = randomBytes(32);
  const declared = publicOf(holderKeys(seed), true);
  await writeText(file, paperPage(authority, holderWords(seed), declared), { secret: true });
  return declared;
}

/**
 * A holder's keys: from a sealed file, from a file with the words of a printed page, or, without a file, from the words as
 * they are typed.
 * @throws `usage.invalid`, `passphrase.refused`, `holder.words`
 */
export async function openHolderKey(file: string | undefined, passphraseFile: string | undefined): Promise<HolderKeys> {
  if (file === undefined) return holderKeys(readHolderWords(await askHolderWords()));
  const text = await readText(file);
  if (!text.trimStart().startsWith('{')) return holderKeys(readHolderWords(wordsOn(text)));
  const parsed = SealedHolder.safeParse(await readJson(file));
  if (!parsed.success)
    throw new CodedError('usage.invalid', `${file} is not a holder's key: make one with "comity archive holder-key"`);
  const passphrase = await askPassphrase(passphraseFile, `Passphrase of ${file}`);
  const stored = fromBase64url(parsed.data.sealed);
  return holderKeys(openWithPassphrase({ passphrase, purpose: PURPOSE, stored }));
}

/** What a holder declares of its keys. @throws `usage.invalid` */
export async function readHolderFile(file: string): Promise<HolderFile> {
  const parsed = HolderFile.safeParse(await readJson(file));
  if (!parsed.success)
    throw new CodedError(
      'usage.invalid',
      `${file} is not what "comity archive holder-key" wrote to be declared: give the file that ends in .public`,
    );
  return parsed.data;
}

function publicOf({ agreement, signature }: HolderKeys, paper: boolean): HolderFile {
  return {
    comity: 'holder of an archive',
    agreement: toBase64url(agreement.publicKey),
    signature: toBase64url(signature.publicKey),
    paper,
  };
}

function paperPage(authority: string, words: readonly string[], { signature }: HolderFile): string {
  const cells = words.map((word, i) => `${String(i + 1).padStart(2)} ${word.padEnd(14)}`);
  const rows = Array.from({ length: Math.ceil(cells.length / 4) }, (_, row) => cells.slice(4 * row, 4 * row + 4));
  return [
    'COMITY: KEY OF A HOLDER OF AN ARCHIVE, ON PAPER',
    '',
    `Authority   ${authority}`,
    `Signs as    ${signature}`,
    '',
    'Whoever has these words has the share of this holder. Print this page, lock it away, and destroy this file.',
    'To use it: comity archive sign FILE, and comity archive release REQUEST; both ask for the words.',
    'The last two words hold a checksum: a word that is mistyped is refused.',
    '',
    ...rows.map((row) => `  ${row.join('  ').trimEnd()}`),
    '',
  ].join('\n');
}

// Lines of numbered words, on a page with other lines; or nothing but the words.
function wordsOn(text: string): string {
  const rows = text.split(/\r?\n/).filter((line) => /^(?:\s*\d{1,2}[.)]?\s+[A-Za-z][A-Za-z-]*)+\s*$/.test(line));
  return rows.length > 0 ? rows.join(' ').replaceAll(/\d{1,2}[.)]?\s/g, ' ') : text;
}
