import { equalBytes } from '#primitives';
import { refuse } from './errors.js';
import { B, KEY_BYTES } from './hash.js';
import { sodium } from './sodium.js';
import { wipe } from './wipe.js';

/** A device's id and its recognition key (X25519, 32 bytes), as the directory has them. */
export interface RecognizedDevice {
  readonly device: string;
  readonly publicKey: Uint8Array;
}

interface Pair {
  readonly publicKey: Uint8Array;
  readonly to: Uint8Array;
  readonly from: Uint8Array;
}

/**
 * One device's pair keys with others (protocol 3.3), each computed once and kept: X25519 is a hundred times dearer
 * than a tag. A pair key has a direction, so that a tag cannot be sent back to its author as the other's.
 */
export class PairKeys {
  readonly #networkId: Uint8Array;
  readonly #own: RecognizedDevice & { readonly privateKey: Uint8Array };
  readonly #pairs = new Map<string, Pair>();

  constructor({
    networkId,
    own,
  }: {
    networkId: Uint8Array;
    own: RecognizedDevice & { readonly privateKey: Uint8Array };
  }) {
    this.#networkId = networkId;
    this.#own = own;
  }

  /** The key for tags from this device to `other`, 32 bytes. @throws `pair.zero`, `key.length` */
  to(other: RecognizedDevice): Uint8Array {
    return this.#pair(other).to;
  }

  /** The key for tags from `other` to this device, 32 bytes. @throws `pair.zero`, `key.length` */
  from(other: RecognizedDevice): Uint8Array {
    return this.#pair(other).from;
  }

  /** Forgets and overwrites every key kept, and does not use the private key again unless asked. */
  clear(): void {
    for (const { to, from } of this.#pairs.values()) wipe(to, from);
    this.#pairs.clear();
  }

  #pair(other: RecognizedDevice): Pair {
    const known = this.#pairs.get(other.device);
    if (known !== undefined && equalBytes(known.publicKey, other.publicKey)) return known;
    const shared = agree(this.#own.privateKey, other.publicKey);
    const pair = {
      publicKey: other.publicKey.slice(),
      to: derive(shared, this.#networkId, this.#own, other),
      from: derive(shared, this.#networkId, other, this.#own),
    };
    wipe(shared);
    this.#pairs.set(other.device, pair);
    return pair;
  }
}

function derive(
  shared: Uint8Array,
  networkId: Uint8Array,
  sender: RecognizedDevice,
  recipient: RecognizedDevice,
): Uint8Array {
  return B(
    shared,
    KEY_BYTES,
    'comity/pair/v1',
    networkId,
    sender.device,
    sender.publicKey,
    recipient.device,
    recipient.publicKey,
  );
}

// libsodium refuses an all-zero result, which a small-order key gives whoever holds the other half.
function agree(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  if (privateKey.length !== KEY_BYTES || publicKey.length !== KEY_BYTES) refuse('key.length');
  try {
    return sodium.crypto_scalarmult(privateKey, publicKey);
  } catch {
    return refuse('pair.zero');
  }
}
