import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConversationId, type FrameKind, type WireFrame } from '#contracts';
import { head0, nextHead } from '#crypto/verify';
import { toBase64url } from '#primitives';
import {
  decodeFrame,
  differsFromHeld,
  encodeFrame,
  frameOf,
  headAfter,
  headDiffers,
  outOfSequence,
} from './conversation-frame.js';
import { emptyState } from './conversation-state.js';

const conversation = ConversationId.parse('btVe42uHsN2oLNt06a7tgb-Vae22JmzTDiFDCUJwtdk');
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const wire: fc.Arbitrary<WireFrame> = fc.tuple(
  fc.integer({ min: 1, max: 2 ** 40 }),
  fc.constantFrom<FrameKind[]>('statement', 'content', 'archive'),
  hash,
  fc.stringMatching(/^[a-z0-9]{1,64}$/),
  fc.uuid({ version: 7 }),
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 1, max: 2 ** 40 }),
);

describe('a frame of the store', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(wire, hash, (one, head) => {
        const frame = frameOf(one);
        expect(decodeFrame(encodeFrame(frame, head))).toEqual({ frame, head });
      }),
    );
  });

  it('is refused when anything is cut off or added', () => {
    fc.assert(
      fc.property(wire, hash, fc.nat(), (one, head, at) => {
        const stored = encodeFrame(frameOf(one), head);
        expect(() => decodeFrame(stored.subarray(0, at % stored.length))).toThrow();
        expect(() => decodeFrame(Uint8Array.of(...stored, 0))).toThrow();
      }),
    );
  });
});

describe('the sequence of a conversation', () => {
  const frame = frameOf([1, 'content', new Uint8Array(32), 'device-ana', 'id', new Uint8Array(3), 1]);
  const state = emptyState(conversation);

  it('goes on by one, and by nothing else', () => {
    expect(outOfSequence(state, frame)).toBeUndefined();
    expect(outOfSequence(state, { ...frame, seq: 2 })).toBe('gap');
    expect(outOfSequence({ ...state, seq: 1 }, frame)).toBe('again');
  });

  it('has the head of libs/crypto after each frame', () => {
    expect(headAfter(state, frame)).toEqual(nextHead(head0(conversation), frame));
  });

  it('tells a frame that came again from another at its place, by any of its parts', () => {
    expect(differsFromHeld(frame, { ...frame, storedAt: 9 })).toBeUndefined();
    const other = [
      { kind: 'statement' as const },
      { S: new Uint8Array(32).fill(1) },
      { sender: frame.id as never },
      { id: frame.sender as never },
      { bytes: new Uint8Array(4) },
    ];
    for (const change of other) expect(differsFromHeld(frame, { ...frame, ...change })).toBeDefined();
  });

  it('compares the stated head only at the place that was read', () => {
    const head = new Uint8Array(32).fill(1);
    expect(headDiffers(state, { seq: 0, head })).toBe('head');
    expect(headDiffers(state, { seq: 1, head })).toBeUndefined();
    expect(headDiffers({ ...state, head: toBase64url(head) }, { seq: 0, head })).toBeUndefined();
  });
});
