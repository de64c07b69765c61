import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aFlippedBitOfEachByte, codesOf, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { canonicalBytes, newAgreementKey, openGrant, sealGrant } from './index.js';
import { hybridSeal } from './hybrid-seal.js';
import { lp } from './lp.js';

const { publicKey, privateKey } = newAgreementKey();
const place = { conversation: 'c', granter: 'ana', joiner: 'ben', number: 2 };
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const given = fc.record({
  epochs: fc.array(fc.record({ S: key, E: key }), { maxLength: 3 }),
  messages: fc.array(fc.record({ S: key, sender: fc.string(), id: fc.uuid(), K: key }), { maxLength: 3 }),
});

const sealedJson = (value: unknown): Uint8Array =>
  hybridSeal({
    label: 'comity/grant/v1',
    bound: [place.conversation, place.granter, place.joiner, place.number],
    ad: lp('grant', place.conversation, place.granter, place.joiner, place.number),
    publicKey,
    plaintext: typeof value === 'string' ? Buffer.from(value) : canonicalBytes(value),
  });

describe('grant', () => {
  it('opens to what was given', () => {
    fc.assert(
      fc.property(given, (history) => {
        expect(openGrant({ ...place, privateKey, grant: sealGrant({ ...place, publicKey, given: history }) })).toEqual(
          history,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a flipped bit in every byte and every truncation', () => {
    const grant = sealGrant({
      ...place,
      publicKey,
      given: { epochs: [{ S: new Uint8Array(32), E: new Uint8Array(32) }], messages: [] },
    });
    expect(
      codesOf(aFlippedBitOfEachByte(grant), (altered) => openGrant({ ...place, privateKey, grant: altered })),
    ).toEqual(new Set(['seal.refused']));
    expect(codesOf(everyTruncation(grant), (cut) => openGrant({ ...place, privateKey, grant: cut }))).toEqual(
      new Set(['wrap.length', 'seal.refused']),
    );
  });

  it('refuses every other form, from a granter who means harm', () => {
    const S = 'A'.repeat(43);
    const wrong: unknown[] = [
      null,
      [],
      1,
      'text',
      {},
      { epochs: [] },
      { epochs: {}, messages: [] },
      { epochs: [], messages: 1 },
      { epochs: [null], messages: [] },
      { epochs: [{ S }], messages: [] },
      { epochs: [{ S, E: 1 }], messages: [] },
      { epochs: [{ S, E: 'A' }], messages: [] },
      { epochs: [{ S, E: S.slice(1) }], messages: [] },
      { epochs: [{ S, E: S, more: 1 }], messages: [] },
      { epochs: [], messages: [{ S, sender: 1, id: 'm', K: S }] },
      { epochs: [], messages: [{ S, sender: 'ana', id: 'm' }] },
    ];
    for (const value of wrong) {
      const grant = typeof value === 'string' ? sealedJson('"text"') : sealedJson(value);
      expect(refusalOf(() => openGrant({ ...place, privateKey, grant }))).toBe('grant.field');
    }
    expect(refusalOf(() => openGrant({ ...place, privateKey, grant: sealedJson('{"epochs": []}') }))).toBe(
      'json.not-canonical',
    );
  });
});
