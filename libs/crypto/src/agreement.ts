import { refuse } from './errors.js';
import { lp } from './lp.js';
import { verifySignature } from './signature.js';
import { sodium } from './sodium.js';

/** The life of every agreement key, in seconds: 60 days (protocol 2.5). */
export const AGREEMENT_KEY_LIFE = 60 * 86_400;

/** Bytes of an X-Wing public key. */
export const AGREEMENT_KEY_BYTES = 1216;

/** A device's agreement key as it publishes it. `from` and `until` are Unix seconds, `number` counts from 1. */
export interface AgreementKey {
  readonly networkId: Uint8Array;
  readonly device: string;
  readonly number: number;
  readonly from: number;
  readonly until: number;
  readonly key: Uint8Array;
}

/** What a device's signature key signs over its agreement key (protocol 2.5). @throws `integer.range` */
export function agreementMessage({ networkId, device, number, from, until, key }: AgreementKey): Uint8Array {
  return lp('comity/agreement/v1', networkId, device, number, from, until, key);
}

/**
 * Checks an agreement key before anything is sealed to it. That its number is the newest in the map is asked apart.
 * @param input.deviceKey - the device's signature key, from the directory
 * @param input.at - the time of judging: a cosignature time, Unix seconds
 * @param input.seen - the highest number met for this device, 0 when none
 * @throws `agreement.length`, `agreement.life`, `agreement.older`, `agreement.signature`, `agreement.expired`, and
 * `agreement.key` for one that libsodium will not encapsulate to: sealed to it, nobody could advance
 */
export function verifyAgreementKey(
  input: AgreementKey & {
    readonly signature: Uint8Array;
    readonly deviceKey: Uint8Array;
    readonly at: number;
    readonly seen: number;
  },
): void {
  const { number, from, until, key, at, seen } = input;
  if (key.length !== AGREEMENT_KEY_BYTES) refuse('agreement.length');
  if (until !== from + AGREEMENT_KEY_LIFE) refuse('agreement.life');
  if (number < 1 || number < seen) refuse('agreement.older');
  if (!verifySignature(input.signature, agreementMessage(input), input.deviceKey)) refuse('agreement.signature');
  if (at < from || at >= until) refuse('agreement.expired');
  if (!acceptsEncapsulation(key)) refuse('agreement.key');
}

// The one test that agrees with sealing by construction: libsodium's own. Nothing secret is made; the coins are zeros.
function acceptsEncapsulation(key: Uint8Array): boolean {
  try {
    sodium.crypto_kem_xwing_enc_deterministic(key, new Uint8Array(64));
    return true;
  } catch {
    return false;
  }
}
