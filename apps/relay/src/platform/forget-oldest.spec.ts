import { describe, expect, it } from '@jest/globals';
import { forgetOldest } from './forget-oldest.js';

const aMap = (...names: string[]): Map<string, string> => new Map(names.map((name) => [name, name.toUpperCase()]));

describe('forgetOldest', () => {
  it('forgets nothing while a map holds no more than it may', () => {
    const kept = aMap('a', 'b');
    forgetOldest(kept, 2);
    expect([...kept.keys()]).toEqual(['a', 'b']);
  });

  it('forgets what came first, as many as are too many', () => {
    const kept = aMap('a', 'b', 'c', 'd');
    forgetOldest(kept, 2);
    expect([...kept]).toEqual([
      ['c', 'C'],
      ['d', 'D'],
    ]);
  });

  it('keeps what was deleted and put again, and not what was only put again', () => {
    const kept = aMap('a', 'b', 'c');
    kept.delete('a');
    kept.set('a', 'A');
    kept.set('b', 'B');
    forgetOldest(kept, 2);
    expect([...kept.keys()]).toEqual(['c', 'a']);
  });

  it('empties a map that may hold nothing', () => {
    const kept = aMap('a', 'b');
    forgetOldest(kept, 0);
    expect(kept.size).toBe(0);
  });
});
