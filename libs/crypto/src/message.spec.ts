import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aFlippedBitOfEachByte, codesOf, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import {
  canonicalBytes,
  messageKey,
  newEpochSecret,
  newRecognitionKey,
  newSignatureKey,
  openDisclosed,
  openMessage,
  PairKeys,
  type Reader,
  sealMessage,
  verifyRecord,
} from './index.js';

const networkId = new Uint8Array(32).fill(4);
const place = { conversation: 'c', S: new Uint8Array(32).fill(1), sender: 'ana', id: 'm1' };
const K = messageKey({ ...place, E: newEpochSecret() });
const context = { seq: 7, head: new Uint8Array(32), size: 12, root: new Uint8Array(32), agreement: 1 };
const content = canonicalBytes({ type: 'text', text: 'Good morning' });

const people = ['ana', 'ben', 'chi'].map((device) => ({ device, ...newRecognitionKey() }));
const keysOf = new Map(people.map((own) => [own.device, new PairKeys({ networkId, own })]));
const person = (device: string) => people.find((one) => one.device === device) ?? { device, ...newRecognitionKey() };
const to = (sender: string, readers: string[]) =>
  readers.map((reader) => keysOf.get(sender)?.to(person(reader)) ?? new Uint8Array(32));
const reader = (device: string, at: number, sender = 'ana'): Reader => ({
  kind: 'pair',
  pairKey: keysOf.get(device)?.from(person(sender)) ?? new Uint8Array(32),
  place: at,
  count: 2,
});
const signer = newSignatureKey();
const pairWriter = { kind: 'pair' as const, pairKeys: to('ana', ['ben', 'chi']) };
const sealed = sealMessage({ ...place, K, content, context, writer: pairWriter });

describe('a message with tags', () => {
  it('is read by each reader as its writer’s', () => {
    for (const [at, device] of ['ben', 'chi'].entries()) {
      expect(openMessage({ ...place, K, sealed, reader: reader(device, at) })).toEqual({
        content,
        json: { type: 'text', text: 'Good morning' },
        context,
        record: undefined,
      });
    }
  });

  it('is read by its own device, and whoever was granted it takes the granter’s word', () => {
    expect(
      openMessage({ ...place, K, sealed, reader: { kind: 'own', pairKeys: pairWriter.pairKeys } }).content,
    ).toEqual(content);
    expect(openMessage({ ...place, K, sealed, reader: { kind: 'granted', count: 2 } }).content).toEqual(content);
  });

  it('is opened by whoever is given its key alone, for what it says and not for who wrote it', () => {
    const read = { content, json: { type: 'text', text: 'Good morning' }, context, record: undefined };
    expect(openDisclosed({ ...place, K, sealed })).toEqual(read);
    const signed = sealMessage({ ...place, K, content, context, writer: { kind: 'forum', ...signer } });
    expect(openDisclosed({ ...place, K, sealed: signed })).toEqual(read);
  });

  it('does not open under another key, at another place, or altered in any byte, for whoever is given a key', () => {
    const other = messageKey({ ...place, E: newEpochSecret() });
    expect(refusalOf(() => openDisclosed({ ...place, K: other, sealed }))).toBe('seal.refused');
    expect(refusalOf(() => openDisclosed({ ...place, sender: 'ben', K, sealed }))).toBe('seal.refused');
    expect(codesOf(aFlippedBitOfEachByte(sealed), (bytes) => openDisclosed({ ...place, K, sealed: bytes }))).toEqual(
      new Set(['seal.refused']),
    );
  });

  it('is refused at another’s place, from another writer, and in an epoch of another size', () => {
    const read = (by: Reader): string => refusalOf(() => openMessage({ ...place, K, sealed, reader: by }));
    expect(read(reader('ben', 1))).toBe('authenticator.refused');
    expect(read(reader('ben', 0, 'chi'))).toBe('authenticator.refused');
    expect(read({ ...reader('ben', 0), count: 3 } as Reader)).toBe('authenticator.count');
    expect(read({ ...reader('ben', 0), place: 2 } as Reader)).toBe('authenticator.count');
    expect(read({ ...reader('ben', 0), place: -1 } as Reader)).toBe('authenticator.count');
    expect(read({ kind: 'own', pairKeys: to('ben', ['ana', 'chi']) })).toBe('authenticator.refused');
    expect(read({ kind: 'own', pairKeys: to('ana', ['ben']) })).toBe('authenticator.count');
    expect(read({ kind: 'granted', count: 1 })).toBe('authenticator.count');
    expect(read({ kind: 'forum', publicKey: signer.publicKey })).toBe('authenticator.count');
  });

  it('cannot be made by one reader in another’s name to a third', () => {
    const forged = sealMessage({
      ...place,
      K,
      content,
      context,
      writer: { kind: 'pair', pairKeys: to('ben', ['ana', 'chi']) },
    });
    expect(refusalOf(() => openMessage({ ...place, K, sealed: forged, reader: reader('chi', 1) }))).toBe(
      'authenticator.refused',
    );
  });

  it('refuses a flipped bit in every byte and every truncation', () => {
    const read = (altered: Uint8Array) => openMessage({ ...place, K, sealed: altered, reader: reader('ben', 0) });
    expect(codesOf(aFlippedBitOfEachByte(sealed), read)).toEqual(new Set(['seal.refused']));
    expect(codesOf(everyTruncation(sealed), read)).toEqual(new Set(['seal.length', 'seal.refused']));
  });

  it('gives any content back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        const input = { ...place, K, content: canonicalBytes({ text }), context, writer: pairWriter };
        expect(openMessage({ ...place, K, sealed: sealMessage(input), reader: reader('chi', 1) }).json).toEqual({
          text,
        });
      }),
    );
  });

  it('is not made of content that is not canonical, nor of more than a message holds', () => {
    const make = (bytes: Uint8Array): string =>
      refusalOf(() => sealMessage({ ...place, K, content: bytes, context, writer: pairWriter }));
    expect(make(new Uint8Array(Buffer.from('{ }')))).toBe('json.not-canonical');
    expect(make(canonicalBytes('a'.repeat(65_536)))).toBe('message.too-large');
  });
});

describe('a message in a forum', () => {
  const forum = sealMessage({
    ...place,
    K,
    content,
    context,
    writer: { kind: 'forum', privateKey: signer.privateKey },
  });

  it('is read by anyone under its writer’s signature key alone', () => {
    expect(
      openMessage({ ...place, K, sealed: forum, reader: { kind: 'forum', publicKey: signer.publicKey } }).content,
    ).toEqual(content);
    const other = newSignatureKey().publicKey;
    expect(
      refusalOf(() => openMessage({ ...place, K, sealed: forum, reader: { kind: 'forum', publicKey: other } })),
    ).toBe('signature.refused');
  });
});

describe('a message on the record', () => {
  it('carries a signature over its content that anyone can check', () => {
    const record = { networkId, privateKey: signer.privateKey };
    const onTheRecord = sealMessage({ ...place, K, content, context, writer: pairWriter, record });
    const opened = openMessage({ ...place, K, sealed: onTheRecord, reader: reader('ben', 0) });
    const check = (bytes: Uint8Array): string =>
      refusalOf(() => {
        verifyRecord({
          networkId,
          ...place,
          content: bytes,
          signature: opened.record ?? new Uint8Array(0),
          publicKey: signer.publicKey,
        });
      });
    expect(check(opened.content)).toBe('accepted');
    expect(check(canonicalBytes('something else'))).toBe('signature.refused');
  });
});

describe('PairKeys', () => {
  const [ana, ben] = [person('ana'), person('ben')];

  it('are the same from both ends, one for each direction', () => {
    const [hers, his] = [new PairKeys({ networkId, own: ana }), new PairKeys({ networkId, own: ben })];
    expect(hers.to(ben)).toEqual(his.from(ana));
    expect(hers.from(ben)).toEqual(his.to(ana));
    expect(hers.to(ben)).not.toEqual(hers.from(ben));
  });

  it('are kept, made again for another key, and overwritten when cleared', () => {
    const keys = new PairKeys({ networkId, own: ana });
    const first = keys.to(ben);
    expect(keys.to(ben)).toBe(first);
    expect(keys.to({ ...ben, publicKey: newRecognitionKey().publicKey })).not.toEqual(first);
    const again = keys.to(ben);
    keys.clear();
    expect([...again].every((byte) => byte === 0)).toBe(true);
    expect(keys.to(ben)).toEqual(keysOf.get('ana')?.to(ben));
  });

  it('refuses keys of another length', () => {
    const keys = new PairKeys({ networkId, own: ana });
    expect(refusalOf(() => keys.to({ device: 'x', publicKey: new Uint8Array(31) }))).toBe('key.length');
    expect(refusalOf(() => new PairKeys({ networkId, own: { ...ana, privateKey: new Uint8Array(1) } }).to(ben))).toBe(
      'key.length',
    );
  });
});
