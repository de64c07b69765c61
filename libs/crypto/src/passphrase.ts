import { concat, utf8 } from '#primitives';
import { SEAL_BYTES } from './buckets.js';
import { refuse } from './errors.js';
import { KEY_BYTES, randomBytes } from './hash.js';
import { lp } from './lp.js';
import { open, seal } from './seal.js';
import { sodium } from './sodium.js';
import { wipe } from './wipe.js';

const VERSION = 1;
const SALT_BYTES = 16;
const HEADER_BYTES = 1 + 4 + 4 + SALT_BYTES;

/** Argon2id's cost: passes, and memory in KiB. */
export interface PassphraseCost {
  readonly ops: number;
  readonly memory: number;
}

// libsodium's "moderate": some 0.7 s and 256 MiB for each guess (protocol 1.4).
const MODERATE: PassphraseCost = { ops: 3, memory: 262_144 };

// A header is read from disk, so whoever wrote the disk chose it: it may not make us spend more than this.
const MOST: PassphraseCost = { ops: 16, memory: 1_048_576 };

/**
 * Secrets sealed under a passphrase, for the disk: version(1) || ops(4) || memory in KiB(4) || salt(16) || seal. The
 * header is bound in the seal. This slows a thief of the disk; nothing else does.
 * @param input.purpose - what is kept, such as a device id: one store's bytes do not open as another's
 */
export function sealWithPassphrase(input: {
  readonly passphrase: string;
  readonly purpose: string;
  readonly plaintext: Uint8Array;
  readonly unsafeTestingCost?: PassphraseCost | undefined;
}): Uint8Array {
  const header = headerOf(input.unsafeTestingCost ?? MODERATE, randomBytes(SALT_BYTES));
  const key = stretch(input.passphrase, header);
  const sealed = seal({ key, ad: adOf(input.purpose, header), plaintext: input.plaintext });
  wipe(key);
  return concat(header, sealed);
}

/**
 * What was sealed under a passphrase.
 * @throws `passphrase.refused` for a wrong passphrase and for altered bytes alike: they cannot be told apart
 */
export function openWithPassphrase(input: {
  readonly passphrase: string;
  readonly purpose: string;
  readonly stored: Uint8Array;
}): Uint8Array {
  const header = input.stored.subarray(0, HEADER_BYTES);
  if (input.stored.length < HEADER_BYTES + SEAL_BYTES || !isAffordable(header)) refuse('passphrase.refused');
  const key = stretch(input.passphrase, header);
  try {
    return open({ key, ad: adOf(input.purpose, header), sealed: input.stored.subarray(HEADER_BYTES) });
  } catch {
    return refuse('passphrase.refused');
  } finally {
    wipe(key);
  }
}

function headerOf({ ops, memory }: PassphraseCost, salt: Uint8Array): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint8(0, VERSION);
  view.setUint32(1, ops);
  view.setUint32(5, memory);
  header.set(salt, HEADER_BYTES - SALT_BYTES);
  return header;
}

function costOf(header: Uint8Array): PassphraseCost {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  return { ops: view.getUint32(1), memory: view.getUint32(5) };
}

function isAffordable(header: Uint8Array): boolean {
  const { ops, memory } = costOf(header);
  return header[0] === VERSION && ops >= 1 && ops <= MOST.ops && memory >= 8 && memory <= MOST.memory;
}

// Normalized (NFKC), so that the same keys pressed on another system's keyboard give the same passphrase.
function stretch(passphrase: string, header: Uint8Array): Uint8Array {
  const { ops, memory } = costOf(header);
  const salt = header.subarray(HEADER_BYTES - SALT_BYTES);
  const text = utf8(passphrase.normalize('NFKC'));
  return sodium.crypto_pwhash(KEY_BYTES, text, salt, ops, memory * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13);
}

function adOf(purpose: string, header: Uint8Array): Uint8Array {
  return lp('comity/stored/v1', purpose, header);
}
