import {
  declaredHolder,
  fingerprintOf,
  isHolderFile,
  newHolderSeed,
  openHolderFile,
  parseHolderFile,
  sealedHolderKey,
  type HolderFile,
} from '#client';
import { holderKeys, holderLines, readHolderLines, type HolderKeys, type PassphraseCost } from '#crypto';
import { CodedError, codeOf } from '#primitives';
import { readText, writeText } from './file.js';
import { linesOnPaper, paperPage, wrongLines } from './paper-page.js';
import { askHolderLines, askPassphrase } from './secrets.js';

/** Makes a holder's keys, sealed under a passphrase in a new file, and answers what of them is declared. */
export async function writeHolderKey(
  file: string,
  passphrase: string,
  cost: { readonly unsafeTestingCost?: PassphraseCost } = {},
): Promise<HolderFile> {
  const seed = newHolderSeed();
  await writeText(file, sealedHolderKey(seed, passphrase, cost), { secret: true });
  return declaredHolder(holderKeys(seed), false);
}

/** Makes a holder's keys and writes the page to be printed: the seed as lines of words. Answers what of them is declared. */
export async function writePaperKey(file: string, authority: string): Promise<HolderFile> {
  const seed = newHolderSeed();
  const declared = declaredHolder(holderKeys(seed), true);
  await writeText(file, paperPage(authority, holderLines(seed), fingerprintOf(declared)), { secret: true });
  return declared;
}

/**
 * A holder's keys: from a sealed file, from a file with the lines of a printed page, or, without a file, from the lines as
 * they are typed.
 * @throws `usage.invalid`, `passphrase.refused`, `holder.words` that names each line which is not as it was printed
 */
export async function openHolderKey(file: string | undefined, passphraseFile: string | undefined): Promise<HolderKeys> {
  if (file === undefined) return fromPaper(await askHolderLines());
  const text = await readText(file);
  if (isHolderFile(text)) return openHolderFile(text, await askPassphrase(passphraseFile, `Passphrase of ${file}`));
  if (text.trimStart().startsWith('{'))
    throw new CodedError('usage.invalid', `${file} is not a holder's key: make one with "comity archive holder-key"`);
  return fromPaper(linesOnPaper(text));
}

/** What a holder declares of its keys. @throws `usage.invalid` */
export async function readHolderFile(file: string): Promise<HolderFile> {
  const text = await readText(file);
  try {
    return parseHolderFile(text);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new CodedError(
      'usage.invalid',
      `${file} is not what "comity archive holder-key" wrote to be declared: give the file that ends in .public`,
    );
  }
}

function fromPaper(lines: readonly string[]): HolderKeys {
  const wrong = wrongLines(lines);
  if (wrong.length > 0) throw new CodedError('holder.words', wrong.join('; '));
  return holderKeys(readHolderLines(lines));
}
