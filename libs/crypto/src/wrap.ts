import { type EpochPlace, isEpochSecret } from './epoch-secret.js';
import { refuse } from './errors.js';
import { KEY_BYTES } from './hash.js';
import {
  type HybridBinding,
  hybridOpen,
  hybridSeal,
  HYBRID_SEAL_BYTES,
  type UnsafeTestingRandomness,
} from './hybrid-seal.js';
import { lp } from './lp.js';

/** Bytes of a wrap that is not empty: X-Wing ciphertext, then the seal of `E`. */
export const WRAP_BYTES = HYBRID_SEAL_BYTES + KEY_BYTES;

/** The wrap of a dormant device: nothing (protocol 2.5). */
export const DORMANT_WRAP: Uint8Array = new Uint8Array(0);

/** One device's wrap in one epoch: `secret` as the statement has it, and the number of the agreement key it is sealed to. */
export interface WrapPlace extends EpochPlace {
  readonly secret: Uint8Array;
  readonly device: string;
  readonly number: number;
}

/**
 * `E` sealed to the newest agreement key of one device, 1,224 bytes (protocol 2.4).
 * @throws `agreement.length`, `agreement.key`, `key.length`, `wrap.other-secret` when `secret` does not commit to `E`
 */
export function sealWrap(
  input: WrapPlace & UnsafeTestingRandomness & { readonly publicKey: Uint8Array; readonly E: Uint8Array },
): Uint8Array {
  if (!isEpochSecret(input)) refuse('wrap.other-secret');
  const { publicKey, unsafeTestingCoins, unsafeTestingNonce } = input;
  return hybridSeal({ ...bindingOf(input), publicKey, plaintext: input.E, unsafeTestingCoins, unsafeTestingNonce });
}

/**
 * `E` out of a device's own wrap, checked against the statement's `secret`. That the wrap stands under the statement's
 * root is `libs/roster`'s to check, before.
 * @param input.wrap - from the relay: untrusted
 * @throws `wrap.dormant` when empty, `wrap.length`, `seal.refused`, `key.length`, `wrap.other-secret` when the author sealed another `E`
 */
export function openWrap(
  input: WrapPlace & { readonly privateKey: Uint8Array; readonly wrap: Uint8Array },
): Uint8Array {
  if (input.wrap.length === 0) refuse('wrap.dormant');
  if (input.wrap.length !== WRAP_BYTES) refuse('wrap.length');
  const E = hybridOpen({ ...bindingOf(input), privateKey: input.privateKey, sealed: input.wrap });
  if (!isEpochSecret({ ...input, E })) refuse('wrap.other-secret');
  return E;
}

function bindingOf({ conversation, epoch, previous, secret, device, number }: WrapPlace): HybridBinding {
  return {
    label: 'comity/wrap/v1',
    bound: [conversation, epoch, previous, secret, device, number],
    ad: lp('wrap', conversation, epoch, device, number),
  };
}
