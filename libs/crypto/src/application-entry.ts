import { H } from './hash.js';
import { lp } from './lp.js';

/** What `previous` is in the first entry of an application: 32 zero bytes. */
export const APPLICATION_START: Uint8Array = new Uint8Array(32);

/** The place of one entry in an application: `previous` is the hash of the entry before it, {@link APPLICATION_START} in the first. */
export interface ApplicationPlace {
  readonly networkId: Uint8Array;
  /** The application's id, base64url. */
  readonly id: string;
  readonly number: number;
  readonly side: string;
  readonly act: string;
  readonly previous: Uint8Array;
}

/** What the next entry names as its `previous` (protocol 9.2). @param sealedHash - SHA-256 of the entry's sealed bytes @throws `integer.range` */
export function applicationEntryHash(place: ApplicationPlace, sealedHash: Uint8Array): Uint8Array {
  return H('comity/application-entry/v1', ...partsOf(place), sealedHash);
}

/** What the applicant, or a device of the secretariat, signs over an entry (protocol 9.2). @throws `integer.range` */
export function applicationMoveMessage(place: ApplicationPlace, sealedHash: Uint8Array): Uint8Array {
  return lp('comity/application-move/v1', ...partsOf(place), sealedHash);
}

function partsOf({ networkId, id, number, side, act, previous }: ApplicationPlace) {
  return [networkId, id, number, side, act, previous] as const;
}
