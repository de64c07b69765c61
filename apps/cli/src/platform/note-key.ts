import { newSigningSeed, publicKeyOf, signPublicNote } from '#crypto/log-signer';
import {
  formatPrivateNoteKey,
  formatVerifierKey,
  noteSigner,
  parsePrivateNoteKey,
  type NoteKeyType,
  type NoteSigner,
} from '#tlog';
import { readText, writeText } from './file.js';

/** Makes a private note key and writes it to a new file that only its owner can read. Answers its verifier key. */
export async function writeNoteKey(file: string, name: string, type: NoteKeyType): Promise<string> {
  const seed = newSigningSeed();
  const { key } = noteSigner(name, type, seed, { publicKeyOf, signPublicNote });
  await writeText(file, `${formatPrivateNoteKey(key, seed)}\n`, { secret: true });
  return formatVerifierKey(key);
}

/** The signer of a file that {@link writeNoteKey} wrote. */
export async function readNoteKey(file: string): Promise<NoteSigner> {
  return parsePrivateNoteKey((await readText(file)).trim(), { publicKeyOf, signPublicNote });
}
