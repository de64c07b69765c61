import { fromBase64url } from '#primitives';
import { H, sha256 } from './hash.js';
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

/** What an entry brings to its place. */
export interface ApplicationBody {
  readonly sealed: Uint8Array;
  /** Ciphertexts of its documents as they are announced, in their order: the hash base64url. */
  readonly documents: readonly { readonly bytes: number; readonly sha256: string }[];
}

/** What the next entry names as its `previous` (protocol 9.2). @throws `integer.range` */
export function applicationEntryHash(place: ApplicationPlace, body: ApplicationBody): Uint8Array {
  return H('comity/application-entry/v1', ...partsOf(place, body));
}

/** What the applicant, or a device of the secretariat, signs over an entry (protocol 9.2). @throws `integer.range` */
export function applicationMoveMessage(place: ApplicationPlace, body: ApplicationBody): Uint8Array {
  return lp('comity/application-move/v1', ...partsOf(place, body));
}

function partsOf(
  { networkId, id, number, side, act, previous }: ApplicationPlace,
  { sealed, documents }: ApplicationBody,
) {
  const announced = lp(...documents.flatMap(({ bytes, sha256: hash }) => [bytes, fromBase64url(hash)]));
  return [networkId, id, number, side, act, previous, sha256(sealed), announced] as const;
}
