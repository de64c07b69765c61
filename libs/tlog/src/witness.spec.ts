import { describe, expect, it } from '@jest/globals';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { fromHex, toHex, utf8 } from '#primitives';
import {
  emptyRoot,
  formatCheckpoint,
  formatNote,
  judgeAddCheckpoint,
  leafHash,
  MerkleTree,
  noteSigner,
  parseAddCheckpoint,
  signNote,
  verifierKey,
  type AddCheckpoint,
  type Checkpoint,
} from './index.js';

const refused = (code: string) => expect.objectContaining({ code });
const log = noteSigner('log.example', 'ed25519', new Uint8Array(32).fill(1), { publicKeyOf, signPublicNote });
const tree = new MerkleTree(Array.from({ length: 9 }, (_, i) => leafHash(utf8(`entry ${String(i)}`))));
const checkpointAt = (size: number): Checkpoint => ({ origin: log.key.name, size, root: tree.root(size) });
const noteFor = (checkpoint: Checkpoint): string => {
  const body = formatCheckpoint(checkpoint);
  return formatNote({ body, signatures: [signNote(body, log)] });
};
const request = (from: number, to: number): AddCheckpoint => ({
  oldSize: from,
  proof: tree.consistencyProof(from, to),
  note: noteFor(checkpointAt(to)),
});

// Requests from the tests of FiloSottile/torchwood (internal/witness).
const PUBLIC_ORIGIN = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
const PUBLIC_LOG = verifierKey(
  PUBLIC_ORIGIN,
  fromHex('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f'),
  'ed25519',
);
const PUBLIC_FIRST = `old 0

${PUBLIC_ORIGIN}
1
KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

— ${PUBLIC_ORIGIN} UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=
`;
const PUBLIC_SECOND = `old 1
KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=
KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

${PUBLIC_ORIGIN}
5
QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=

— ${PUBLIC_ORIGIN} UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=
`;

describe('judgeAddCheckpoint', () => {
  it('allows every step of a growing log, and the same checkpoint again', () => {
    for (let to = 0; to <= 9; to++) {
      for (let from = 0; from <= to; from++) {
        const last = from === 0 ? undefined : checkpointAt(from);
        const { checkpoint, body } = judgeAddCheckpoint(request(from, to), log.key, last);
        expect([checkpoint.size, body]).toEqual([to, formatCheckpoint(checkpointAt(to))]);
      }
    }
  });

  it('agrees with the requests a public witness is tested with', () => {
    const first = judgeAddCheckpoint(parseAddCheckpoint(PUBLIC_FIRST), PUBLIC_LOG, undefined).checkpoint;
    expect(first.size).toBe(1);
    const second = judgeAddCheckpoint(parseAddCheckpoint(PUBLIC_SECOND), PUBLIC_LOG, first).checkpoint;
    expect(toHex(second.root)).toBe('42bb57ad06420afa4882c4a63ac6a1ec77480b330b2f20dfc53a0caa5f564e36');
  });

  it('refuses a request that does not start where this witness stands', () => {
    const judge = (from: number, to: number, last?: Checkpoint) => () =>
      judgeAddCheckpoint(request(from, to), log.key, last);
    expect(judge(3, 9)).toThrow(refused('witness.old-size'));
    expect(judge(3, 9, checkpointAt(4))).toThrow(refused('witness.old-size'));
    expect(judge(0, 3, checkpointAt(4))).toThrow(refused('witness.old-size'));
  });

  it('refuses a log that goes back', () => {
    const back = { ...request(0, 3), oldSize: 4 };
    expect(() => judgeAddCheckpoint(back, log.key, checkpointAt(4))).toThrow(refused('add-checkpoint.form'));
  });

  it('refuses another root for a size that it has cosigned', () => {
    const fork = { oldSize: 4, proof: [], note: noteFor({ ...checkpointAt(4), root: tree.root(5) }) };
    expect(() => judgeAddCheckpoint(fork, log.key, checkpointAt(4))).toThrow(refused('witness.other-root'));
  });

  it('refuses a fork, a proof too short, and a proof where none is needed', () => {
    const last = { ...checkpointAt(4), root: tree.root(5) };
    expect(() => judgeAddCheckpoint(request(4, 9), log.key, last)).toThrow(refused('proof.refused'));
    const short = { ...request(4, 9), proof: tree.consistencyProof(4, 9).slice(1) };
    expect(() => judgeAddCheckpoint(short, log.key, checkpointAt(4))).toThrow(refused('proof.length'));
    const surplus = { ...request(0, 9), proof: [emptyRoot()] };
    expect(() => judgeAddCheckpoint(surplus, log.key, undefined)).toThrow(refused('proof.length'));
  });

  it('refuses what the log did not sign', () => {
    expect(() => judgeAddCheckpoint(request(0, 9), PUBLIC_LOG, undefined)).toThrow(refused('note.signature-missing'));
  });
});
