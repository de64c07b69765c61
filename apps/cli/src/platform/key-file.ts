import { newSignatureKey, openWithPassphrase, randomBytes, sealWithPassphrase, type PassphraseCost } from '#crypto';
import { statementSigner, type StatementSigner } from '#client';
import { CodedError, fromBase64url, toBase64url } from '#primitives';
import { z } from 'zod';
import { readJson, writeText } from './file.js';

const PURPOSE = 'comity/key-file/v1';

const KeyFile = z.strictObject({
  comity: z.literal('signature key'),
  publicKey: z.string(),
  /** The 32-byte seed under Argon2id of a passphrase. */
  sealed: z.string(),
});

/** Makes a signature key for a root, an authority or a release and writes it, sealed, to a new file. Answers the public key. */
export async function writeKeyFile(
  file: string,
  passphrase: string,
  cost: { readonly unsafeTestingCost?: PassphraseCost } = {},
): Promise<string> {
  const seed = randomBytes(32);
  const publicKey = toBase64url(newSignatureKey(seed).publicKey);
  const sealed = toBase64url(sealWithPassphrase({ passphrase, purpose: PURPOSE, plaintext: seed, ...cost }));
  const text = `${JSON.stringify({ comity: 'signature key', publicKey, sealed }, undefined, 2)}\n`;
  await writeText(file, text, { secret: true });
  return publicKey;
}

/** Unlocks a key file. @throws `usage.invalid`, `passphrase.refused` */
export async function openKeyFile(file: string, passphrase: string): Promise<StatementSigner> {
  const { sealed } = await readKeyFile(file);
  return statementSigner(
    newSignatureKey(openWithPassphrase({ passphrase, purpose: PURPOSE, stored: fromBase64url(sealed) })),
  );
}

async function readKeyFile(file: string): Promise<z.infer<typeof KeyFile>> {
  const parsed = KeyFile.safeParse(await readJson(file));
  if (!parsed.success) throw new CodedError('usage.invalid', `${file} is not a key file made by "comity key new"`);
  return parsed.data;
}
