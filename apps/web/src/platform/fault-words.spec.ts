import { expect, it } from '@jest/globals';
import faults from '../locales/en/faults.json' with { type: 'json' };
import { SAME } from './fault-words.js';

it('names for every code that means the same as another one that has words', () => {
  const words = (code: string): unknown =>
    code
      .split('.')
      .reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>> | undefined)?.[part], faults);
  expect(Object.values(SAME).filter((code) => words(code) === undefined)).toEqual([]);
});
