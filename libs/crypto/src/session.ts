import { lp } from './lp.js';

/** A sign-in as the relay asked for it. `nonce` is 32 bytes and `expiry` Unix seconds, both the relay's; `origin` has no slash at its end. */
export interface SessionChallenge {
  readonly networkId: Uint8Array;
  readonly origin: string;
  readonly device: string;
  readonly nonce: Uint8Array;
  readonly expiry: number;
}

/** What a device signs to sign in (protocol 1.5). That a nonce serves once is the relay's to see to. @throws `integer.range` */
export function sessionMessage({ networkId, origin, device, nonce, expiry }: SessionChallenge): Uint8Array {
  return lp('comity/session/v1', networkId, origin, device, nonce, expiry);
}
