import { describe, expect, it } from '@jest/globals';
import { Joins } from './joins.js';

const MINUTE = 60_000;

function joining(): { joins: Joins; keys: () => number; pass: (milliseconds: number) => void } {
  let [now, keys] = [0, 0];
  const joins = new Joins({ now: () => now }, async () => {
    keys++;
  });
  return { joins, keys: () => keys, pass: (milliseconds) => (now += milliseconds) };
}

describe('joins', () => {
  it('make a key at once for each, and one for all of a round', async () => {
    const { joins, keys } = joining();
    await joins.met();
    expect(keys()).toBe(1);
    joins.begin();
    for (let i = 0; i < 20; i++) await joins.met();
    expect(keys()).toBe(1);
    await joins.end();
    expect(keys()).toBe(2);
  });

  it('make at most ten in a minute, and one for all the rest in the first round after it', async () => {
    const { joins, keys, pass } = joining();
    for (let i = 0; i < 40; i++) await joins.met();
    expect(keys()).toBe(10);
    joins.begin();
    await joins.end();
    expect(keys()).toBe(10);
    pass(MINUTE);
    joins.begin();
    await joins.end();
    expect(keys()).toBe(11);
    joins.begin();
    await joins.end();
    expect(keys()).toBe(11);
  });

  it('make the rest also where the clock was set back', async () => {
    const { joins, keys, pass } = joining();
    for (let i = 0; i < 11; i++) await joins.met();
    pass(-10 * MINUTE);
    joins.begin();
    await joins.end();
    expect(keys()).toBe(11);
  });
});
