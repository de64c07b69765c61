import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';

/** An Ed25519 key by node:crypto: the same name gives the same key. */
export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const PKCS8_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');
const signers = new Map<string, Signer>();

/** The signer of a name. */
export function signerOf(name: string): Signer {
  const known = signers.get(name);
  if (known !== undefined) return known;
  const seed = createHash('sha256').update(`signer ${name}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_SEED, seed]), format: 'der', type: 'pkcs8' });
  const signer = {
    publicKey: publicKeyOf(key),
    sign: (message: Uint8Array) => new Uint8Array(sign(null, message, key)),
  };
  signers.set(name, signer);
  return signer;
}

function publicKeyOf(key: KeyObject): Uint8Array {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return new Uint8Array(der.subarray(der.length - 32));
}
