import { SHARE_BYTES } from './archive.js';
import { refuse } from './errors.js';
import { type HybridBinding, hybridOpen, hybridSeal, type UnsafeTestingRandomness } from './hybrid-seal.js';
import { lp } from './lp.js';

/**
 * A share on its way from holder `i` to the device that `archive.opened` named. `opened` is the 32-byte hash of that
 * statement's body, so that a share wrapped for one opening serves no other.
 */
export interface RecoveryPlace {
  readonly conversation: string;
  readonly S: Uint8Array;
  readonly archive: Uint8Array;
  readonly opened: Uint8Array;
  readonly i: number;
  readonly device: string;
  readonly number: number;
}

/** A holder's share wrapped again, to the named device's agreement key of that number (protocol 4.3). @throws `share.length`, `agreement.length`, `agreement.key` */
export function rewrapShare(
  input: RecoveryPlace & UnsafeTestingRandomness & { readonly publicKey: Uint8Array; readonly share: Uint8Array },
): Uint8Array {
  const { publicKey, share, unsafeTestingCoins, unsafeTestingNonce } = input;
  if (share.length !== SHARE_BYTES) refuse('share.length');
  return hybridSeal({ ...bindingOf(input), publicKey, plaintext: share, unsafeTestingCoins, unsafeTestingNonce });
}

/**
 * The share a holder wrapped for this opening. The post's commitment is checked apart ({@link verifyShare}).
 * @throws `wrap.length`, `seal.refused`, `key.length`, `share.length`
 */
export function openRewrappedShare(
  input: RecoveryPlace & { readonly privateKey: Uint8Array; readonly wrap: Uint8Array },
): Uint8Array {
  const share = hybridOpen({ ...bindingOf(input), privateKey: input.privateKey, sealed: input.wrap });
  if (share.length !== SHARE_BYTES) refuse('share.length');
  return share;
}

function bindingOf({ conversation, S, archive, opened, i, device, number }: RecoveryPlace): HybridBinding {
  return {
    label: 'comity/share-rewrap/v1',
    bound: [conversation, S, archive, opened, i, device, number],
    ad: lp('share-rewrap', conversation, S, archive, opened, i, device, number),
  };
}
