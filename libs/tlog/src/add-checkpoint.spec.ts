import { describe, expect, it } from '@jest/globals';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { utf8 } from '#primitives';
import {
  emptyRoot,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  leafHash,
  MerkleTree,
  noteSigner,
  parseAddCheckpoint,
  signNote,
  type AddCheckpoint,
} from './index.js';

const refused = (code: string) => expect.objectContaining({ code });
const log = noteSigner('log.example', 'ed25519', new Uint8Array(32).fill(1), { publicKeyOf, signPublicNote });
const tree = new MerkleTree(Array.from({ length: 9 }, (_, i) => leafHash(utf8(`entry ${String(i)}`))));
const noteAt = (size: number): string => {
  const body = formatCheckpoint({ origin: log.key.name, size, root: tree.root(size) });
  return formatNote({ body, signatures: [signNote(body, log)] });
};
const request = (from: number, to: number): AddCheckpoint => ({
  oldSize: from,
  proof: tree.consistencyProof(from, to),
  note: noteAt(to),
});

describe('parseAddCheckpoint', () => {
  it('gives any request back', () => {
    for (let to = 0; to <= 9; to++) {
      for (let from = 0; from <= to; from++) {
        const text = formatAddCheckpoint(request(from, to));
        expect(formatAddCheckpoint(parseAddCheckpoint(text))).toBe(text);
        expect(parseAddCheckpoint(text).oldSize).toBe(from);
      }
    }
  });

  it('refuses a request in every malformed way', () => {
    const note = noteAt(9);
    const hash = Buffer.alloc(32).toString('base64');
    const malformed = [
      '',
      note,
      `old 0\n`,
      `\n\n${note}`,
      `OLD 0\n\n${note}`,
      `old  0\n\n${note}`,
      `old\n\n${note}`,
      `old 0 \n\n${note}`,
      `old 01\n\n${note}`,
      `old -1\n\n${note}`,
      `old 9007199254740992\n\n${note}`,
      `old 0\r\n\r\n${note}`,
      `old 0\nAAAA\n\n${note}`,
      `old 0\n${hash.slice(1)}\n\n${note}`,
      `old 0\n${hash.slice(0, -1)}A\n\n${note}`,
      `old 0\n\u00e9${hash.slice(1)}\n\n${note}`,
      `old 0\n${`${hash}\n`.repeat(64)}\n${note}`,
      `old 0\n${'\u0041'.repeat(100_000)}\n\n${note}`,
    ];
    for (const text of malformed) expect(() => parseAddCheckpoint(text)).toThrow(refused('add-checkpoint.form'));
    const trailing = `${hash.slice(0, 42)}B=`;
    expect(() => parseAddCheckpoint(`old 0\n${trailing}\n\n${note}`)).toThrow(refused('base64.invalid'));
    expect(() => parseAddCheckpoint(`old 0\n\n${note.slice(0, -1)}`)).toThrow(refused('note.form'));
  });

  it('takes 63 hashes', () => {
    const full = { ...request(1, 9), proof: Array.from({ length: 63 }, () => emptyRoot()) };
    expect(parseAddCheckpoint(formatAddCheckpoint(full)).proof).toHaveLength(63);
  });
});

describe('formatAddCheckpoint', () => {
  it('refuses parts that would not make a request', () => {
    const parts = [{ oldSize: -1 }, { oldSize: 0.5 }, { proof: [new Uint8Array(31)] }];
    for (const change of parts) {
      expect(() => formatAddCheckpoint({ ...request(1, 9), ...change })).toThrow(refused('add-checkpoint.form'));
    }
  });
});
