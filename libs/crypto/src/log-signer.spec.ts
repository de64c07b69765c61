import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { toHex, utf8 } from '#primitives';
import { newSigningSeed, publicKeyOf, signPublicNote } from './log-signer.js';
import { lp } from './lp.js';
import { verifySignature } from './signature.js';

const nodeKey = (seed: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });

describe('log-signer', () => {
  it('derives and signs as Node does', () => {
    const text = fc.string({ minLength: 1, maxLength: 200 }).filter((value) => !value.startsWith('\u0000'));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), text, (seed, note) => {
        const key = nodeKey(seed);
        const publicKey = publicKeyOf(seed);
        const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
        expect(toHex(publicKey)).toBe(spki.subarray(-32).toString('hex'));
        const signature = signPublicNote(seed, utf8(note));
        expect(toHex(signature)).toBe(sign(null, utf8(note), key).toString('hex'));
        expect(verifySignature(signature, utf8(note), publicKey)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('makes seeds of 32 bytes that differ', () => {
    expect([newSigningSeed().length, toHex(newSigningSeed()) === toHex(newSigningSeed())]).toEqual([32, false]);
  });

  it('signs nothing that begins as every other signed message of the protocol does', () => {
    const seed = newSigningSeed();
    for (const message of [lp('comity/statement/v1', 'x'), new Uint8Array(0)]) {
      expect(() => signPublicNote(seed, message)).toThrow(expect.objectContaining({ code: 'signature.refused' }));
    }
  });

  it('refuses a seed that is not 32 bytes', () => {
    for (const seed of [new Uint8Array(31), new Uint8Array(64)]) {
      expect(() => publicKeyOf(seed)).toThrow(expect.objectContaining({ code: 'key.length' }));
      expect(() => signPublicNote(seed, utf8('a\n'))).toThrow(expect.objectContaining({ code: 'key.length' }));
    }
  });
});
