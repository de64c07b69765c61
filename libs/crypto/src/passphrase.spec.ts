import { argon2id } from '@noble/hashes/argon2.js';
import { describe, expect, it } from '@jest/globals';
import { secondLp, secondOpen } from '../../../tests/vectors/support/second-implementation.js';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { openWithPassphrase, sealWithPassphrase } from './index.js';

const unsafeTestingCost = { ops: 1, memory: 8 };
const [passphrase, purpose] = ['correct horse battery', 'device-ana'];
const plaintext = new Uint8Array(40).fill(6);
const stored = sealWithPassphrase({ passphrase, purpose, plaintext, unsafeTestingCost });

describe('sealWithPassphrase', () => {
  it('opens under the same passphrase, for the same purpose alone', () => {
    expect(openWithPassphrase({ passphrase, purpose, stored })).toEqual(plaintext);
    expect(refusalOf(() => openWithPassphrase({ passphrase: 'wrong', purpose, stored }))).toBe('passphrase.refused');
    expect(refusalOf(() => openWithPassphrase({ passphrase, purpose: 'device-ben', stored }))).toBe(
      'passphrase.refused',
    );
  });

  it('costs what libsodium calls moderate when nothing else is asked', () => {
    const moderate = sealWithPassphrase({ passphrase, purpose, plaintext });
    expect(Buffer.from(moderate.slice(0, 9)).toString('hex')).toBe('010000000300040000');
    expect(openWithPassphrase({ passphrase, purpose, stored: moderate })).toEqual(plaintext);
  }, 30_000);

  it('takes a letter composed and decomposed as one passphrase', () => {
    const composed = sealWithPassphrase({ passphrase: 'caf\u00e9', purpose, plaintext, unsafeTestingCost });
    expect(openWithPassphrase({ passphrase: 'cafe\u0301', purpose, stored: composed })).toEqual(plaintext);
  });

  it('agrees with another Argon2id and another seal', () => {
    const header = stored.slice(0, 25);
    const key = argon2id(passphrase, header.slice(9), { t: 1, m: 8, p: 1, dkLen: 32 });
    expect(secondOpen({ key, ad: secondLp('comity/stored/v1', purpose, header), sealed: stored.slice(25) })).toEqual(
      plaintext,
    );
  });

  it('refuses every truncation and every flipped bit but those of the cost, which it tries no further than it can afford', () => {
    const open = (altered: Uint8Array) => openWithPassphrase({ passphrase, purpose, stored: altered });
    const refused = new Set(['passphrase.refused']);
    expect(codesOf(everyTruncation(stored), open)).toEqual(refused);
    const elsewhere = [...everyFlippedBit(stored)].filter((_, bit) => bit < 8 || bit >= 72);
    expect(codesOf(elsewhere, open)).toEqual(refused);
    const unaffordable = [
      stored.with(1, 255),
      stored.with(5, 255),
      stored.with(4, 0),
      stored.with(8, 7),
      stored.with(0, 2),
    ];
    expect(codesOf(unaffordable, open)).toEqual(refused);
    expect(codesOf([stored.with(4, 2), stored.with(8, 9)], open)).toEqual(refused);
  });
});
