import { newSigningSeed, publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { formatPrivateNoteKey, formatVerifierKey, noteSigner, parsePrivateNoteKey, type NoteKeyType, type NoteSigner } from '#tlog';
import { readFile, writeFile } from 'node:fs/promises';

/** Makes a private note key and writes it to a new file that only its owner can read. Answers its verifier key. */
export async function writeNoteKey(file: string, name: string, type: NoteKeyType): Promise<string> {
  const seed = newSigningSeed();
  const { key } = noteSigner(name, type, seed, { publicKeyOf, signPublicNote });
  await writeFile(file, `${formatPrivateNoteKey(key, seed)}\n`, { mode: 0o600, flag: 'wx' });
  return formatVerifierKey(key);
}

/** The signer of a file that {@link writeNoteKey} wrote. */
export async function readNoteKey(file: string): Promise<NoteSigner> {
  return parsePrivateNoteKey((await readFile(file, 'utf8')).trim(), { publicKeyOf, signPublicNote });
}
