import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#primitives';
import { rangeOf } from './attachment-range.js';

describe('rangeOf', () => {
  it.each([
    [undefined, undefined],
    ['bytes=0-', { from: 0, to: 100 }],
    ['bytes=0-0', { from: 0, to: 1 }],
    ['bytes=99-', { from: 99, to: 100 }],
    ['bytes=10-1000000', { from: 10, to: 100 }],
  ])('reads %s', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
  });

  it.each(['bytes=100-', 'bytes=5-4', 'bytes=-5', 'bytes=0-1,4-5', 'bytes=1e2-', 'lines=0-', 'bytes= 0-1', ''])(
    'refuses "%s"',
    (header) => {
      try {
        rangeOf(header, 100);
        expect('refused').toBe('read');
      } catch (error) {
        expect(codeOf(error)).toBe('attachment.range');
      }
    },
  );
});
