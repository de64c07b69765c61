import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { limits } from '#contracts';
import { sha256 } from '#crypto/verify';
import { codeOf } from '#primitives';
import { AttachmentUploads, type Piece } from './attachment-uploads.js';
import { DiskBlobStore } from './disk-blob-store.js';

let folder: string;
let blobs: DiskBlobStore;
let uploads: AttachmentUploads;
let named = 0;

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'comity-blobs-')), 'attachments');
  blobs = await DiskBlobStore.open(folder);
  uploads = new AttachmentUploads(blobs);
});

afterAll(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

const aBlob = (): string => `blob-${String(++named)}`;
const piece = (offset: number, bytes: Uint8Array, headers: Piece['headers'] = {}): Piece => ({
  headers: {
    'content-length': String(bytes.length),
    'content-type': 'application/offset+octet-stream',
    'tus-resumable': '1.0.0',
    'upload-offset': String(offset),
    ...headers,
  },
  body: Readable.from([bytes]),
});
const refusal = (act: Promise<unknown>): Promise<unknown> => act.then(() => 'done', codeOf);

describe('an upload', () => {
  it('begins once, and grows by the pieces that follow each other', async () => {
    const blob = aBlob();
    expect([await uploads.begin(blob, 10), await uploads.begin(blob, 10)]).toEqual([0, 0]);
    expect(await uploads.take(blob, piece(0, new Uint8Array(4)))).toBe(4);
    expect(await uploads.begin(blob, 10)).toBe(4);
    expect(await uploads.take(blob, piece(4, new Uint8Array(6)))).toBe(10);
    expect(await uploads.hash(blob, 10)).toEqual(sha256(new Uint8Array(10)));
    expect(readFileSync(join(folder, blob))).toEqual(Buffer.alloc(10));
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it.each<[string, string, (blob: string) => Piece]>([
    ['out of place', 'attachment.offset', () => piece(1, new Uint8Array(4))],
    ['beyond the end', 'request.too-large', () => piece(0, new Uint8Array(11))],
    ['larger than a piece', 'request.too-large', () => piece(0, new Uint8Array(limits.attachmentPieceBytes + 1))],
    ['without a length', 'request.invalid', () => piece(0, new Uint8Array(4), { 'content-length': undefined })],
    ['without an offset', 'request.invalid', () => piece(0, new Uint8Array(4), { 'upload-offset': undefined })],
    ['of another type', 'request.invalid', () => piece(0, new Uint8Array(4), { 'content-type': 'text/plain' })],
    ['of another protocol', 'request.invalid', () => piece(0, new Uint8Array(4), { 'tus-resumable': '2.0.0' })],
  ])('refuses a piece %s', async (_, code, given) => {
    const blob = aBlob();
    await uploads.begin(blob, 10);
    expect(await refusal(uploads.take(blob, given(blob)))).toBe(code);
  });

  it('refuses a piece of what was never begun', async () => {
    expect(await refusal(uploads.take(aBlob(), piece(0, new Uint8Array(1))))).toBe('attachment.unknown');
    expect(await blobs.received('nowhere')).toBeUndefined();
  });

  it('keeps what came of a piece that broke off', async () => {
    const blob = aBlob();
    await uploads.begin(blob, 100);
    async function* breaking() {
      yield new Uint8Array(30).fill(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('the line broke');
    }
    const broken = { ...piece(0, new Uint8Array(100)), body: Readable.from(breaking()) };
    expect(await refusal(uploads.take(blob, broken))).not.toBe('done');
    expect(await uploads.begin(blob, 100)).toBe(30);
    expect(await uploads.take(blob, piece(30, new Uint8Array(70)))).toBe(100);
  });
});

describe('a folder of blobs', () => {
  it('gives a part, and leaves nothing of what is removed', async () => {
    const blob = aBlob();
    await uploads.begin(blob, 5);
    await uploads.take(blob, piece(0, Uint8Array.of(1, 2, 3, 4, 5)));
    const part = await blobs.read(blob, 1, 3);
    expect(Buffer.concat(await part.toArray())).toEqual(Buffer.from([2, 3]));
    await blobs.remove(blob);
    await blobs.remove(blob);
    expect(readdirSync(folder).filter((name) => name.startsWith(`${blob}.`) || name === blob)).toEqual([]);
  });

  it('is a fault in a sentence when it cannot be made', async () => {
    await expect(DiskBlobStore.open('/dev/null/attachments')).rejects.toThrow(/COMITY_ATTACHMENTS_DIR/);
  });
});
