import type { DeviceId } from '#contracts';
import { lp, sha256 } from '#crypto/verify';
import { codeOf, equalBytes } from '#primitives';
import { leafHash, rootOf, verifyInclusion } from '#tlog';
import { refuse } from './errors.js';

/** One device's wrap of an epoch secret: empty, and without a number, for a dormant device (protocol 2.4, 2.5). */
export type Wrap = {
  readonly device: DeviceId;
  /** The number of the agreement key it is sealed to. */
  readonly number: number | undefined;
  readonly wrap: Uint8Array;
};

/**
 * The leaf of a wrap: lp("comity/wrap-leaf/v1", device, key number, SHA-256(wrap)); a dormant device's leaf has an empty number (protocol 2.4).
 * @throws `wrap.number` when a wrap that is not empty names no key
 */
export function wrapLeaf(device: DeviceId, number: number | undefined, wrap: Uint8Array): Uint8Array {
  if (wrap.length > 0 && number === undefined) refuse('wrap.number');
  return lp('comity/wrap-leaf/v1', device, wrap.length > 0 ? number : undefined, sha256(wrap));
}

/** The RFC 6962 §2.1 root over wrap leaves in order of device id: a statement's `wraps`. */
export function wrapsRoot(leaves: Iterable<Uint8Array>): Uint8Array {
  return rootOf([...leaves].map(leafHash));
}

/**
 * Checks that one wrap stands at its device's place in the roster under a statement's `wraps`. A path does not prove
 * the exact size of its tree; the relay checks that by {@link verifyWraps}.
 * @param given - from the relay: `wrap`, `number`, `proof`; from one's own replay: `devices` in order of id, `root`
 * @throws `wrap.not-in-roster`, `wrap.not-included`, `wrap.number`, `proof.length`
 */
export function verifyWrap(
  given: Wrap & {
    readonly devices: readonly DeviceId[];
    readonly proof: readonly Uint8Array[];
    readonly root: Uint8Array;
  },
): void {
  const index = given.devices.indexOf(given.device);
  if (index < 0) refuse('wrap.not-in-roster');
  const leaf = leafHash(wrapLeaf(given.device, given.number, given.wrap));
  try {
    verifyInclusion({ index, size: given.devices.length, leafHash: leaf, proof: [...given.proof], root: given.root });
  } catch (error) {
    if (codeOf(error) === 'proof.refused') refuse('wrap.not-included');
    throw error;
  }
}

/**
 * Checks a statement's whole bundle, as the relay does before it accepts: one wrap for each device of the new roster, in its order, under `root`.
 * @throws `wrap.count`, `wrap.number`, `wrap.not-included`
 */
export function verifyWraps(given: {
  readonly devices: readonly DeviceId[];
  readonly wraps: readonly Wrap[];
  readonly root: Uint8Array;
}): void {
  const inOrder =
    given.wraps.length === given.devices.length && given.wraps.every((wrap, i) => wrap.device === given.devices[i]);
  if (!inOrder) refuse('wrap.count');
  const root = wrapsRoot(given.wraps.map(({ device, number, wrap }) => wrapLeaf(device, number, wrap)));
  if (!equalBytes(root, given.root)) refuse('wrap.not-included');
}
