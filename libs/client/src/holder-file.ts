import {
  holderFingerprint,
  holderKeys,
  openWithPassphrase,
  randomBytes,
  sealWithPassphrase,
  type HolderKeys,
  type PassphraseCost,
} from '#crypto';
import { XWingKey } from '#directory';
import { Bytes32Text } from '#contracts';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { z } from 'zod';
import { refuse } from './errors.js';

const PURPOSE = 'comity/holder-key-file/v1';

/** What of a holder's keys is declared: for the administrators, no secret. */
export const HolderFile = z.strictObject({
  comity: z.literal('holder of an archive'),
  /** X-Wing, base64url: shares are wrapped to it. */
  agreement: XWingKey,
  /** Ed25519, base64url: it signs an opening. */
  signature: Bytes32Text,
  paper: z.boolean(),
});
/** As its schema parses it. */
export type HolderFile = z.infer<typeof HolderFile>;

const SealedHolder = z.strictObject({ comity: z.literal('holder key'), sealed: z.string().max(1000) });

/** A new seed of a holder's keys, 32 bytes. */
export function newHolderSeed(): Uint8Array {
  return randomBytes(32);
}

/** What of a holder's keys is declared. */
export function declaredHolder({ agreement, signature }: HolderKeys, paper: boolean): HolderFile {
  return {
    comity: 'holder of an archive',
    agreement: toBase64url(agreement.publicKey),
    signature: toBase64url(signature.publicKey),
    paper,
  };
}

/** What two persons compare of a holder: see {@link holderFingerprint}. */
export function fingerprintOf({ agreement, signature }: Pick<HolderFile, 'agreement' | 'signature'>): string {
  return holderFingerprint(fromBase64url(agreement), fromBase64url(signature));
}

/** The text of what is declared, for a file. */
export function formatHolderFile(declared: HolderFile): string {
  return `${JSON.stringify(declared, undefined, 2)}\n`;
}

/** What a holder declares, from its text: from whoever gives it, untrusted. @throws `archive.form` */
export function parseHolderFile(text: string): HolderFile {
  const parsed = HolderFile.safeParse(jsonOf(text));
  return parsed.success
    ? parsed.data
    : refuse('archive.form', 'this is not what a holder of an archive gives to be declared: its name ends in .public');
}

/** The text of a file with a holder's key, sealed under a passphrase (Argon2id). */
export function sealedHolderKey(
  seed: Uint8Array,
  passphrase: string,
  cost: { readonly unsafeTestingCost?: PassphraseCost } = {},
): string {
  const sealed = toBase64url(sealWithPassphrase({ passphrase, purpose: PURPOSE, plaintext: seed, ...cost }));
  return `${JSON.stringify({ comity: 'holder key', sealed }, undefined, 2)}\n`;
}

/** A holder's keys from the text of their sealed file. @throws `archive.form`, `passphrase.refused` */
export function openHolderFile(text: string, passphrase: string): HolderKeys {
  const stored = sealedIn(text) ?? refuse('archive.form', "this is not the file of a holder's key");
  return holderKeys(openWithPassphrase({ passphrase, purpose: PURPOSE, stored }));
}

/** Whether a text is that of a sealed file. */
export function isHolderFile(text: string): boolean {
  return sealedIn(text) !== undefined;
}

function sealedIn(text: string): Uint8Array | undefined {
  const parsed = SealedHolder.safeParse(jsonOf(text));
  try {
    return parsed.success ? fromBase64url(parsed.data.sealed) : undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no file of ours.
    return undefined;
  }
}
