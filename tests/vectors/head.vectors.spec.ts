import { describe, expect, it } from '@jest/globals';
import { head0, nextHead, nextHeadOfHash } from '#crypto/verify';
import { secondH, secondSha256 } from './support/second-implementation.js';
import { type DifferentCase, hex, toHex, vectorFile } from './support/vector-file.js';

interface Frame {
  readonly seq: number;
  readonly kind: 'statement' | 'content' | 'archive';
  readonly S: string;
  readonly sender: string;
  readonly id: string;
  readonly bytes: string;
}
const file = vectorFile<{
  inputs: { conversation: string; frames: Frame[] };
  intermediate: { head0: string; hashes: string[] };
  output: { heads: string[] };
  different: DifferentCase<Frame & { head: string }, string>[];
}>('head');
const { conversation, frames } = file.inputs;
const bytesOf = (frame: Frame) => ({ ...frame, S: hex(frame.S), bytes: hex(frame.bytes) });
const second = (head: Uint8Array, f: Frame): Uint8Array =>
  secondH('comity/head/v1', head, f.seq, f.kind, hex(f.S), f.sender, f.id, secondSha256(hex(f.bytes)));
const chain = (next: (head: Uint8Array, frame: Frame) => Uint8Array): string[] => {
  let head = head0(conversation);
  return frames.map((frame) => toHex((head = next(head, frame))));
};

describe('head vectors', () => {
  it('gives every head, from bytes and from their hashes, as the second implementation does', () => {
    expect([toHex(head0(conversation)), toHex(secondH('comity/head-0/v1', conversation))]).toEqual([
      file.intermediate.head0,
      file.intermediate.head0,
    ]);
    expect(frames.map((frame) => toHex(secondSha256(hex(frame.bytes))))).toEqual(file.intermediate.hashes);
    expect(chain((head, frame) => nextHead(head, bytesOf(frame)))).toEqual(file.output.heads);
    expect(
      chain((head, frame) => nextHeadOfHash(head, { ...bytesOf(frame), hash: secondSha256(hex(frame.bytes)) })),
    ).toEqual(file.output.heads);
    expect(chain(second)).toEqual(file.output.heads);
  });

  it('gives another head for every other frame', () => {
    const base = { ...(frames[1] as Frame), head: file.output.heads[0] ?? '' };
    expect(toHex(nextHead(hex(base.head), bytesOf(base)))).toBe(file.output.heads[1]);
    const changed = file.different.map((different) => ({ ...base, ...different.with }));
    expect(changed.map((frame) => toHex(nextHead(hex(frame.head), bytesOf(frame))))).toEqual(
      file.different.map(({ output }) => output),
    );
    expect(changed.map((frame) => toHex(second(hex(frame.head), frame)))).toEqual(
      file.different.map(({ output }) => output),
    );
    for (const { output } of file.different) expect(file.output.heads).not.toContain(output);
    expect(changed).toHaveLength(7);
  });
});
