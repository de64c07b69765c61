import { describe, expect, it } from '@jest/globals';
import { toBase64url } from '#primitives';
import { aFlippedBitOfEachByte, codesOf, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import {
  APPLICATION_START,
  applicationEntryHash,
  applicationMoveMessage,
  applicationSecrets,
  newAgreementKey,
  openApplicationEntry,
  openApplicationWrap,
  randomBytes,
  sealApplicationEntry,
  sealApplicationWrap,
  sha256,
} from './index.js';

const networkId = sha256(new Uint8Array(1));
const own = applicationSecrets({ networkId, secret: randomBytes(32) });
const place = { networkId, id: own.id, number: 1, side: 'applicant', act: 'submitted', previous: APPLICATION_START };
const content = new TextEncoder().encode('{"words":"We designate."}');
const { publicKey, privateKey } = newAgreementKey();
const wrapPlace = { networkId, id: own.id, device: 'device-sol', number: 1 };

describe('an entry of an application', () => {
  it('opens at its place to what was sealed, other bytes each time, in one of the sizes there are', () => {
    const sealed = sealApplicationEntry({ ...place, key: own.key, content });
    expect(openApplicationEntry({ ...place, key: own.key, sealed })).toEqual(content);
    expect(sealApplicationEntry({ ...place, key: own.key, content })).not.toEqual(sealed);
    expect(sealed).toHaveLength(256 + 72);
    const large = new Uint8Array(65_536);
    expect(refusalOf(() => sealApplicationEntry({ ...place, key: own.key, content: large }))).toBe('message.too-large');
  });

  it('refuses a flipped bit in every byte and every truncation', () => {
    const sealed = sealApplicationEntry({ ...place, key: own.key, content });
    const open = (bytes: Uint8Array) => openApplicationEntry({ ...place, key: own.key, sealed: bytes });
    expect(codesOf(aFlippedBitOfEachByte(sealed), open)).toEqual(new Set(['seal.refused']));
    expect(codesOf(everyTruncation(sealed), open)).toEqual(new Set(['seal.length', 'seal.refused']));
  });

  it('is hashed and signed at its place alone', () => {
    const hash = sha256(content);
    const documents = [{ bytes: 90_112, sha256: toBase64url(hash) }];
    const body = { sealed: content, documents };
    const others = [
      { ...place, number: 2 },
      { ...place, act: 'answered' },
      { ...place, side: 'secretariat' },
      { ...place, previous: hash },
      { ...place, id: applicationSecrets({ networkId, secret: randomBytes(32) }).id },
      { ...place, networkId: hash },
    ];
    for (const other of others) {
      expect(applicationEntryHash(other, body)).not.toEqual(applicationEntryHash(place, body));
      expect(applicationMoveMessage(other, body)).not.toEqual(applicationMoveMessage(place, body));
    }
    const bodies = [
      { sealed: hash, documents },
      { sealed: content, documents: [] },
      { sealed: content, documents: [...documents, ...documents] },
      { sealed: content, documents: [{ bytes: 90_111, sha256: toBase64url(hash) }] },
      { sealed: content, documents: [{ bytes: 90_112, sha256: toBase64url(sha256(hash)) }] },
    ];
    for (const other of bodies) {
      expect(applicationEntryHash(place, other)).not.toEqual(applicationEntryHash(place, body));
      expect(applicationMoveMessage(place, other)).not.toEqual(applicationMoveMessage(place, body));
    }
    expect(refusalOf(() => applicationMoveMessage({ ...place, number: -1 }, body))).toBe('integer.range');
  });
});

describe("an application's key", () => {
  it('opens for the device it is sealed to, where the id commits to it and to the applicant', () => {
    const wrap = sealApplicationWrap({ ...wrapPlace, publicKey, key: own.key });
    const signer = own.signature.publicKey;
    expect(openApplicationWrap({ ...wrapPlace, privateKey, wrap, signer })).toEqual(own.key);
    const other = applicationSecrets({ networkId, secret: randomBytes(32) });
    const false1 = () => openApplicationWrap({ ...wrapPlace, privateKey, wrap, signer: other.signature.publicKey });
    const foreign = sealApplicationWrap({ ...wrapPlace, publicKey, key: other.key });
    const false2 = () => openApplicationWrap({ ...wrapPlace, privateKey, wrap: foreign, signer });
    expect([false1, false2].map(refusalOf)).toEqual(['wrap.other-secret', 'wrap.other-secret']);
  });

  it('refuses secrets of another length, and differs by network', () => {
    expect(refusalOf(() => applicationSecrets({ networkId, secret: new Uint8Array(31) }))).toBe('key.length');
    const secret = randomBytes(32);
    const elsewhere = applicationSecrets({ networkId: sha256(networkId), secret });
    const here = applicationSecrets({ networkId, secret });
    expect(elsewhere.id).not.toBe(here.id);
    expect(elsewhere.access).not.toEqual(here.access);
    expect(new Set([here.access, here.key, here.signature.publicKey].map(String)).size).toBe(3);
  });
});
