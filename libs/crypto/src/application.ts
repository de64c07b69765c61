import { toBase64url } from '#primitives';
import type { ApplicationPlace } from './application-entry.js';
import { bucketOf } from './plaintext.js';
import { BUCKETS } from './buckets.js';
import { refuse } from './errors.js';
import { B, H, KEY_BYTES } from './hash.js';
import { type HybridBinding, hybridOpen, hybridSeal, type UnsafeTestingRandomness } from './hybrid-seal.js';
import { newSignatureKey, type SignatureKeyPair } from './keys.js';
import { lp, takeLp } from './lp.js';
import { open, seal } from './seal.js';

/** What an application's one secret comes to, for whoever holds it: the applicant alone (protocol 9.1). */
export interface ApplicationSecrets {
  /** Names the application everywhere, base64url: no other key and no other signer can stand behind it. */
  readonly id: string;
  /** Shown to the relay, which keeps its SHA-256. */
  readonly access: Uint8Array;
  /** The key of every entry; the secretariat's devices are given it too. */
  readonly key: Uint8Array;
  /** Signs what the applicant says: the secretariat cannot. */
  readonly signature: SignatureKeyPair;
}

/** Everything that derives from an application's secret of 32 bytes (protocol 9.1). @throws `key.length` */
export function applicationSecrets({
  networkId,
  secret,
}: {
  readonly networkId: Uint8Array;
  readonly secret: Uint8Array;
}): ApplicationSecrets {
  const key = B(secret, KEY_BYTES, 'comity/application-key/v1', networkId);
  const signature = newSignatureKey(B(secret, KEY_BYTES, 'comity/application-signature/v1', networkId));
  return {
    id: applicationId({ networkId, key, signer: signature.publicKey }),
    access: B(secret, KEY_BYTES, 'comity/application-access/v1', networkId),
    key,
    signature,
  };
}

/** The id that commits to an application's key and to the applicant's public signature key, base64url (protocol 9.1). */
function applicationId({
  networkId,
  key,
  signer,
}: {
  readonly networkId: Uint8Array;
  readonly key: Uint8Array;
  readonly signer: Uint8Array;
}): string {
  return toBase64url(H('comity/application-id/v1', networkId, key, signer));
}

/** An entry's content sealed at its place, under the application's key and padded to a bucket (protocol 9.2). @throws `message.too-large`, `key.length` */
export function sealApplicationEntry({
  key,
  content,
  unsafeTestingNonce,
  ...place
}: ApplicationPlace &
  Pick<UnsafeTestingRandomness, 'unsafeTestingNonce'> & {
    readonly key: Uint8Array;
    /** Canonical JSON. */
    readonly content: Uint8Array;
  }): Uint8Array {
  const bytes = lp(content);
  const plaintext = new Uint8Array(bucketOf(bytes.length));
  plaintext.set(bytes);
  return seal({ key, ad: adOf(place), plaintext, unsafeTestingNonce });
}

/**
 * The content of an entry, which was sealed at this place and no other.
 * @param input.sealed - from the relay: untrusted
 * @throws `seal.length`, `seal.refused`, `key.length`, `pad.bucket`, `pad.not-zero`, `lp.length`
 */
export function openApplicationEntry({
  key,
  sealed,
  ...place
}: ApplicationPlace & { readonly key: Uint8Array; readonly sealed: Uint8Array }): Uint8Array {
  const plaintext = open({ key, ad: adOf(place), sealed });
  if (!BUCKETS.includes(plaintext.length)) refuse('pad.bucket');
  const { parts, rest } = takeLp(plaintext, 1);
  if (rest.some((byte) => byte !== 0)) refuse('pad.not-zero');
  if (bucketOf(plaintext.length - rest.length) !== plaintext.length) refuse('pad.bucket');
  return parts[0] as Uint8Array;
}

/** For which device, and which of its agreement keys, an application's key is sealed. */
export interface ApplicationWrapPlace {
  readonly networkId: Uint8Array;
  readonly id: string;
  readonly device: string;
  readonly number: number;
}

/** An application's key sealed to one device of the secretariat, 1,224 bytes (protocol 9.3). @throws `agreement.length`, `agreement.key`, `key.length` */
export function sealApplicationWrap(
  input: ApplicationWrapPlace & UnsafeTestingRandomness & { readonly publicKey: Uint8Array; readonly key: Uint8Array },
): Uint8Array {
  const { publicKey, key, unsafeTestingCoins, unsafeTestingNonce } = input;
  if (key.length !== KEY_BYTES) refuse('key.length');
  return hybridSeal({ ...bindingOf(input), publicKey, plaintext: key, unsafeTestingCoins, unsafeTestingNonce });
}

/**
 * An application's key out of a device's own wrap: the one that the id commits to.
 * @param input.wrap - from the relay: untrusted
 * @throws `wrap.length`, `seal.refused`, `key.length`, `wrap.other-secret` where the id is of another key or signer
 */
export function openApplicationWrap(
  input: ApplicationWrapPlace & {
    readonly privateKey: Uint8Array;
    readonly wrap: Uint8Array;
    /** The applicant's public signature key. */
    readonly signer: Uint8Array;
  },
): Uint8Array {
  const { networkId, id, privateKey, wrap, signer } = input;
  const key = hybridOpen({ ...bindingOf(input), privateKey, sealed: wrap });
  if (applicationId({ networkId, key, signer }) !== id) refuse('wrap.other-secret');
  return key;
}

function adOf({ networkId, id, number, side, act, previous }: ApplicationPlace): Uint8Array {
  return lp('application', networkId, id, number, side, act, previous);
}

function bindingOf({ networkId, id, device, number }: ApplicationWrapPlace): HybridBinding {
  return {
    label: 'comity/application-wrap/v1',
    bound: [networkId, id, device, number],
    ad: lp('application-wrap', networkId, id, device, number),
  };
}
