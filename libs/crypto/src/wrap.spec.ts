import { describe, expect, it } from '@jest/globals';
import { aFlippedBitOfEachByte, codesOf, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import {
  DORMANT_WRAP,
  epochCommitment,
  isEpochSecret,
  newAgreementKey,
  newEpochSecret,
  openWrap,
  sealWrap,
  WRAP_BYTES,
} from './index.js';

const { publicKey, privateKey } = newAgreementKey();
const epoch = { conversation: 'c', epoch: 1, previous: new Uint8Array(32).fill(1), author: 'device-ana' };
const E = newEpochSecret();
const place = { ...epoch, secret: epochCommitment({ ...epoch, E }), device: 'device-ben', number: 3 };
const wrap = sealWrap({ ...place, publicKey, E });

describe('wrap', () => {
  it('opens to E for the device it is sealed to, other bytes each time', () => {
    expect(openWrap({ ...place, privateKey, wrap })).toEqual(E);
    expect(wrap).toHaveLength(WRAP_BYTES);
    expect(sealWrap({ ...place, publicKey, E })).not.toEqual(wrap);
  });

  it('refuses a flipped bit in every byte and every truncation', () => {
    expect(
      codesOf(aFlippedBitOfEachByte(wrap), (altered) => openWrap({ ...place, privateKey, wrap: altered })),
    ).toEqual(new Set(['seal.refused']));
    const [empty, ...cut] = everyTruncation(wrap);
    expect(refusalOf(() => openWrap({ ...place, privateKey, wrap: empty ?? DORMANT_WRAP }))).toBe('wrap.dormant');
    expect(codesOf(cut, (short) => openWrap({ ...place, privateKey, wrap: short }))).toEqual(new Set(['wrap.length']));
  });

  it('refuses a ciphertext whose X25519 half is of small order', () => {
    const altered = wrap.slice().fill(0, 1088, 1120);
    expect(refusalOf(() => openWrap({ ...place, privateKey, wrap: altered }))).toBe('seal.refused');
  });

  it('is not made for a secret that does not commit to E', () => {
    expect(refusalOf(() => sealWrap({ ...place, publicKey, E: newEpochSecret() }))).toBe('wrap.other-secret');
  });

  it('is not made to a key that nobody could have published', () => {
    expect(refusalOf(() => sealWrap({ ...place, publicKey: publicKey.slice(1), E }))).toBe('agreement.length');
    expect(refusalOf(() => sealWrap({ ...place, publicKey: new Uint8Array(1216), E }))).toBe('agreement.key');
  });

  it('does not open with a private key of another length', () => {
    expect(refusalOf(() => openWrap({ ...place, privateKey: privateKey.slice(1), wrap }))).toBe('key.length');
  });
});

describe('isEpochSecret', () => {
  it('knows the E of its statement from any other', () => {
    expect(isEpochSecret({ ...place, E })).toBe(true);
    expect(isEpochSecret({ ...place, E: newEpochSecret() })).toBe(false);
    expect(isEpochSecret({ ...place, author: 'device-ben', E })).toBe(false);
  });
});
