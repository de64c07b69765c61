import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConversationId } from '#contracts';
import { mergedMark, sameMark, unmarked, type Mark } from './notebook-marks.js';

const conversation = ConversationId.parse('A'.repeat(43));
const small = fc.integer({ min: 0, max: 3 });
const mark: fc.Arbitrary<Mark> = fc.record({
  conversation: fc.constant(conversation),
  read: small,
  done: small,
  pinned: fc.boolean(),
  version: small,
});

describe('marks of one conversation', () => {
  it('come to the same in any order, however often they are met', () => {
    fc.assert(
      fc.property(mark, mark, mark, (a, b, c) => {
        expect(mergedMark(a, b)).toEqual(mergedMark(b, a));
        expect(mergedMark(mergedMark(a, b), c)).toEqual(mergedMark(a, mergedMark(b, c)));
        expect(sameMark(mergedMark(a, a), a)).toBe(true);
        expect(mergedMark(a, unmarked(conversation)).read).toBe(a.read);
      }),
    );
  });

  it('never forget what was read, and hold the newest change of the rest', () => {
    const older: Mark = { conversation, read: 9, done: 9, pinned: true, version: 1 };
    const newer: Mark = { conversation, read: 4, done: 0, pinned: false, version: 2 };
    expect(mergedMark(older, newer)).toEqual({ ...newer, read: 9 });
  });
});
