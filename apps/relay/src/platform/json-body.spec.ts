import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf } from '#primitives';
import { parseJsonBody } from './json-body.js';

const refusal = (text: string): string | undefined => {
  try {
    parseJsonBody(text);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

describe('parseJsonBody', () => {
  it('reads what JSON.parse reads, spaced or not, when keys are plain', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_') });
    const { tree } = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      tree: fc.oneof({ maxDepth: 5 }, tie('leaf'), fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 2), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(parseJsonBody(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, spaced', '{"a" : 1, "b":[{}], "a"\n: 2}'],
    ['a key twice, deep', '[{"x":{"a":1,"b":"a","a":1}}]'],
    ['a key spelled by an escape', '{"a":1,"\\u0061":2}'],
    ['33 levels', '['.repeat(33) + ']'.repeat(33)],
    ['what is not JSON', '{"a":'],
    ['an open string', '{"a'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(refusal(text)).toBe('request.invalid');
  });

  it('takes a value that looks like a key, and the same key in two objects', () => {
    expect(refusal('{"a":"a","b":["a","a"],"c":{"a":"\\"a\\":"}}')).toBeUndefined();
    expect(refusal('['.repeat(32) + ']'.repeat(32))).toBeUndefined();
  });
});
