import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryLevel } from 'memory-level';
import { concat } from '#primitives';
import { Pace } from './attachment-pace.js';
import { AttachmentPieces, MOST_PIECES, PIECE_BYTES, PieceWriter } from './attachment-pieces.js';
import { Store } from './store.js';

const aStore = () =>
  Store.create(new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }), 'words', {
    unsafeTestingCost: { ops: 1, memory: 64 },
  });
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7 + 3) % 251);

describe('the pieces of an attachment', () => {
  it('give back what was written, in whatever lengths, from wherever it is asked for', async () => {
    const store = await aStore();
    let id = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 700_000 }), { maxLength: 5 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        async (lengths, place, count) => {
          const pieces = new AttachmentPieces(store, 'up', `one-${String(id++)}`);
          const writer = new PieceWriter(pieces);
          const all = bytesOf(lengths.reduce((sum, length) => sum + length, 0));
          let at = 0;
          for (const length of lengths) await writer.push(all.subarray(at, (at += length)));
          await writer.end();
          expect([writer.length, await pieces.length()]).toEqual([all.length, all.length]);
          const from = all.length === 0 ? 0 : place % all.length;
          const to = (Math.floor(from / PIECE_BYTES) + count) * PIECE_BYTES;
          expect(Buffer.compare(await pieces.read(from, count), all.subarray(from, to))).toBe(0);
          const found: Uint8Array[] = [];
          for await (const piece of pieces.all()) found.push(piece);
          expect(Buffer.compare(concat(...found), all)).toBe(0);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('are named by their transfers, and go without those of others', async () => {
    const store = await aStore();
    const [one, two, down] = [
      new AttachmentPieces(store, 'up', 'one'),
      new AttachmentPieces(store, 'up', 'two'),
      new AttachmentPieces(store, 'down', 'three'),
    ];
    for (const pieces of [one, two, down]) await pieces.write(0, bytesOf(3 * PIECE_BYTES));
    expect(await AttachmentPieces.ids(store, 'up')).toEqual(['one', 'two']);
    await one.remove();
    expect([await AttachmentPieces.ids(store, 'up'), await AttachmentPieces.ids(store, 'down')]).toEqual([
      ['two'],
      ['three'],
    ]);
    expect([await one.length(), await two.length()]).toEqual([0, 3 * PIECE_BYTES]);
  });
});

describe('the pace of a transfer', () => {
  it('begins small, grows on a fast line to the largest request, and shrinks on a slow one to a piece', () => {
    const pace = new Pace();
    expect(pace.pieces).toBe(1);
    for (let i = 0; i < 20; i++) pace.took(100);
    expect(pace.pieces).toBe(MOST_PIECES);
    pace.took(3000);
    expect(pace.pieces).toBe(MOST_PIECES);
    pace.took(7000);
    expect(pace.pieces).toBe(MOST_PIECES / 2);
    for (let i = 0; i < 20; i++) pace.slower();
    expect(pace.pieces).toBe(1);
  });
});
