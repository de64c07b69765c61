import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import {
  ATTACHMENT_CHUNK_BYTES,
  AttachmentOpener,
  AttachmentSealer,
  openAttachment,
  padme,
  sealAttachment,
  sealedAttachmentLength,
  sha256,
} from './index.js';

const file = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 31 + 1) % 256);

describe('an attachment', () => {
  it('opens to the file, whatever its length beside a chunk', () => {
    for (const length of [
      0,
      1,
      100,
      ATTACHMENT_CHUNK_BYTES - 1,
      ATTACHMENT_CHUNK_BYTES,
      ATTACHMENT_CHUNK_BYTES + 1,
      3 * ATTACHMENT_CHUNK_BYTES,
      200_000,
    ]) {
      const { ciphertext, attachment } = sealAttachment(file(length));
      expect(attachment.length).toBe(length);
      expect(ciphertext).toHaveLength(sealedAttachmentLength(length));
      expect(attachment.sha256).toEqual(sha256(ciphertext));
      expect(Buffer.compare(openAttachment({ attachment, ciphertext }), file(length))).toBe(0);
    }
  });

  it('is the same file in whatever pieces it is pushed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300_000 }),
        fc.integer({ min: 20_000, max: 120_000 }),
        fc.integer({ min: 7, max: 150_000 }),
        (length, cut, opened) => {
          const source = file(length);
          const sealer = new AttachmentSealer();
          const sealed: Uint8Array[] = [];
          for (let at = 0; at < length; at += cut) sealed.push(sealer.push(source.subarray(at, at + cut)));
          const { ciphertext, attachment } = sealer.finish();
          const whole = Buffer.concat([...sealed, ciphertext]);
          const opener = new AttachmentOpener(attachment);
          const plain: Uint8Array[] = [];
          const step = Math.max(opened, 5000);
          plain.push(opener.push(whole.subarray(0, 10)));
          for (let at = 10; at < whole.length; at += step) plain.push(opener.push(whole.subarray(at, at + step)));
          plain.push(opener.finish());
          expect(Buffer.compare(Buffer.concat(plain), source)).toBe(0);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('shows no more of its length than Padmé does', () => {
    expect(sealAttachment(file(1000)).ciphertext).toHaveLength(sealAttachment(file(1001)).ciphertext.length);
    expect(sealedAttachmentLength(1000)).toBe(24 + padme(1000) + 17);
  });

  it('refuses every flipped bit and every truncation', () => {
    const { ciphertext, attachment } = sealAttachment(file(50));
    const open = (altered: Uint8Array) => openAttachment({ attachment, ciphertext: altered });
    expect(codesOf(everyFlippedBit(ciphertext), open)).toEqual(new Set(['attachment.altered']));
    expect(codesOf(everyTruncation(ciphertext), open)).toEqual(new Set(['attachment.altered']));
  });

  it('refuses chunks left out, repeated or in another order, though each is authentic', () => {
    const { ciphertext, attachment } = sealAttachment(file(4 * ATTACHMENT_CHUNK_BYTES));
    const size = ATTACHMENT_CHUNK_BYTES + 17;
    const [header, ...chunks] = [
      ciphertext.slice(0, 24),
      ...[0, 1, 2, 3].map((at) => ciphertext.slice(24 + at * size, 24 + (at + 1) * size)),
    ];
    const [a, b, c, d] = chunks;
    for (const order of [
      [a, b, c],
      [a, c, b, d],
      [a, a, b, c, d],
      [b, c, d],
      [a, b, c, d, d],
    ]) {
      const altered = Buffer.concat([header, ...order.map((chunk) => chunk ?? header)]);
      expect(refusalOf(() => openAttachment({ attachment, ciphertext: altered }))).toBe('attachment.altered');
    }
  });

  it('refuses another length, another hash and a key of another length', () => {
    const { ciphertext, attachment } = sealAttachment(file(1000));
    const open = (changed: Partial<typeof attachment>): string =>
      refusalOf(() => openAttachment({ ciphertext, attachment: { ...attachment, ...changed } }));
    expect([open({}), open({ length: 2000 }), open({ length: 900 }), open({ sha256: new Uint8Array(32) })]).toEqual([
      'accepted',
      'attachment.length',
      'attachment.length',
      'attachment.altered',
    ]);
    expect([
      open({ key: new Uint8Array(31) }),
      open({ sha256: new Uint8Array(0) }),
      open({ key: new Uint8Array(32) }),
    ]).toEqual(['attachment.altered', 'attachment.altered', 'attachment.altered']);
  });
});
