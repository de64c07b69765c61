import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash, verify as nodeVerify, createPublicKey } from 'node:crypto';
import {
  aFlippedBitOfEachByte,
  everyFlippedBit,
  everyTruncation,
  refusalOf,
} from '../../../tests/support/tampering.js';
import { newAgreementKey, newSignatureKey, sign } from './keys.js';
import * as door from './verify.js';

const { H, verifySignature, verifyAgreementKey, agreementMessage, head0, nextHead, nextHeadOfHash, sha256 } = door;
const signer = newSignatureKey();
const networkId = H('comity/network/v1', 'a network');

describe('the door for public data', () => {
  it('lets nothing out that opens, unwraps, derives or signs', () => {
    expect(Object.keys(door).sort()).toEqual([
      'AGREEMENT_KEY_BYTES',
      'AGREEMENT_KEY_LIFE',
      'APPLICATION_START',
      'B',
      'BUCKETS',
      'H',
      'KEY_BYTES',
      'SEAL_BYTES',
      'Sha256',
      'agreementMessage',
      'applicationEntryHash',
      'applicationMoveMessage',
      'canonicalBytes',
      'canonicalJson',
      'equalSecrets',
      'fieldCommitment',
      'head0',
      'integer',
      'keyedHash',
      'lp',
      'nextHead',
      'nextHeadOfHash',
      'parseCanonicalJson',
      'randomBytes',
      'readInteger',
      'readLp',
      'recordMessage',
      'sessionMessage',
      'sha256',
      'takeLp',
      'unreadableMessage',
      'verifyAgreementKey',
      'verifyRecord',
      'verifySignature',
    ]);
  });
});

describe('hash', () => {
  it('is keyed by 32 bytes and no others', () => {
    for (const length of [0, 16, 31, 33, 64])
      expect(refusalOf(() => door.B(new Uint8Array(length), 32, 'x'))).toBe('key.length');
  });

  it('agrees with node:crypto', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(Buffer.from(sha256(bytes))).toEqual(createHash('sha256').update(bytes).digest());
      }),
    );
  });

  it('is the same of bytes that come piece by piece', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }), (pieces) => {
        const hash = new door.Sha256();
        for (const piece of pieces) hash.update(piece);
        expect(hash.digest()).toEqual(sha256(Uint8Array.from(Buffer.concat(pieces))));
      }),
    );
  });

  it('draws as many random bytes as are asked for, and others each time', () => {
    expect(door.randomBytes(32)).not.toEqual(door.randomBytes(32));
    expect([0, 10, 65_536].map((length) => door.randomBytes(length).length)).toEqual([0, 10, 65_536]);
  });
});

describe('verifySignature', () => {
  const message = new Uint8Array(40).fill(3);
  const signature = sign({ privateKey: signer.privateKey, message });

  it('accepts what the key signed, as node:crypto does', () => {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), signer.publicKey]);
    expect(verifySignature(signature, message, signer.publicKey)).toBe(true);
    expect(nodeVerify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)).toBe(true);
  });

  it('refuses every flipped bit and every truncation, without throwing', () => {
    for (const altered of [...everyFlippedBit(signature), ...everyTruncation(signature)]) {
      expect(verifySignature(altered, message, signer.publicKey)).toBe(false);
    }
    for (const altered of everyFlippedBit(message))
      expect(verifySignature(signature, altered, signer.publicKey)).toBe(false);
    for (const altered of everyTruncation(signer.publicKey))
      expect(verifySignature(signature, message, altered)).toBe(false);
  });

  it('refuses small-order keys, under which one signature fits every message', () => {
    const smallOrder = [
      '00'.repeat(32),
      `01${'00'.repeat(31)}`,
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ];
    for (const key of smallOrder) {
      const universal = Buffer.concat([Buffer.from(key, 'hex'), Buffer.alloc(32)]);
      expect(verifySignature(universal, message, Buffer.from(key, 'hex'))).toBe(false);
    }
  });
});

describe('verifyAgreementKey', () => {
  const from = 1_795_000_000;
  const publish = (key: Uint8Array) => {
    const published = { networkId, device: 'device-ana', number: 2, from, until: from + door.AGREEMENT_KEY_LIFE, key };
    return { ...published, signature: sign({ privateKey: signer.privateKey, message: agreementMessage(published) }) };
  };
  const judged = { deviceKey: signer.publicKey, at: from, seen: 2 };
  const { publicKey } = newAgreementKey();

  it('accepts a key from its first second to the last before its end', () => {
    for (const at of [from, from + door.AGREEMENT_KEY_LIFE - 1]) {
      expect(
        refusalOf(() => {
          verifyAgreementKey({ ...publish(publicKey), ...judged, at });
        }),
      ).toBe('accepted');
    }
  });

  it('refuses a key of another length, life, number or time', () => {
    const code = (changed: object): string =>
      refusalOf(() => {
        verifyAgreementKey({ ...publish(publicKey), ...judged, ...changed });
      });
    expect(code({ key: publicKey.slice(1) })).toBe('agreement.length');
    expect(code({ until: from + door.AGREEMENT_KEY_LIFE + 1 })).toBe('agreement.life');
    expect([code({ seen: 3 }), code({ number: 0, seen: 0 })]).toEqual(['agreement.older', 'agreement.older']);
    expect([code({ at: from - 1 }), code({ at: from + door.AGREEMENT_KEY_LIFE })]).toEqual([
      'agreement.expired',
      'agreement.expired',
    ]);
  });

  it('refuses a key that its device signed and nobody could seal to', () => {
    const outOfRange = publicKey.slice().fill(255, 0, 1152);
    const smallOrder = publicKey.slice().fill(0, 1184);
    for (const key of [outOfRange, smallOrder, new Uint8Array(1216)]) {
      expect(
        refusalOf(() => {
          verifyAgreementKey({ ...publish(key), ...judged });
        }),
      ).toBe('agreement.key');
    }
  });

  it('refuses every altered byte of the key', () => {
    for (const key of aFlippedBitOfEachByte(publicKey)) {
      expect(
        refusalOf(() => {
          verifyAgreementKey({ ...publish(publicKey), ...judged, key });
        }),
      ).toBe('agreement.signature');
    }
  });
});

describe('verifyRecord', () => {
  it('accepts what was put on the record and nothing altered', () => {
    const record = { networkId, conversation: 'c', id: 'm', content: door.canonicalBytes({ text: 'agreed' }) };
    const signature = sign({ privateKey: signer.privateKey, message: door.recordMessage(record) });
    const verify = (content: Uint8Array): string =>
      refusalOf(() => {
        door.verifyRecord({ ...record, content, signature, publicKey: signer.publicKey });
      });
    expect(verify(record.content)).toBe('accepted');
    for (const altered of everyFlippedBit(record.content)) expect(verify(altered)).toBe('signature.refused');
  });
});

describe('the head chain', () => {
  const frame = {
    seq: 1,
    kind: 'content' as const,
    S: new Uint8Array(32),
    sender: 'device-ana',
    id: 'm',
    bytes: new Uint8Array(9),
  };

  it('is the same from bytes and from their hash', () => {
    expect(nextHead(head0('c'), frame)).toEqual(nextHeadOfHash(head0('c'), { ...frame, hash: sha256(frame.bytes) }));
  });

  it('differs for every altered byte', () => {
    const heads = [...everyFlippedBit(frame.bytes)].map((bytes) =>
      Buffer.from(nextHead(head0('c'), { ...frame, bytes })).toString('hex'),
    );
    expect(new Set(heads).size).toBe(72);
  });
});

describe('messages to be signed', () => {
  it('begin with their own label, so that none is taken for another', () => {
    const S = new Uint8Array(32);
    const messages = [
      door.sessionMessage({ networkId, origin: 'https://relay.example', device: 'd', nonce: S, expiry: 1 }),
      door.unreadableMessage({ networkId, conversation: 'c', S, device: 'd', number: 1 }),
      door.recordMessage({ networkId, conversation: 'c', id: 'm', content: S }),
      agreementMessage({ networkId, device: 'd', number: 1, from: 0, until: 1, key: S }),
    ];
    const labels = messages.map((message) => Buffer.from(door.takeLp(message, 1).parts[0] ?? '').toString());
    expect(labels).toEqual(['comity/session/v1', 'comity/unreadable/v1', 'comity/record/v1', 'comity/agreement/v1']);
  });

  it('commit to a field with its label', () => {
    const r = new Uint8Array(32).fill(1);
    expect(door.fieldCommitment(r, 'name', 'x')).not.toEqual(door.fieldCommitment(r, 'telephone', 'x'));
  });
});
