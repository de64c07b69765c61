import { describe, expect, it } from '@jest/globals';
import { isMeant, shortId } from './names.js';

describe('the beginning of an id', () => {
  it.each([
    ['5Kx0aaaabbbb', '5Kx0aaaa'],
    ['-Kx0aaaabbbb', 'Kx0aaaab'],
    ['--x0aaaabbbb', 'x0aaaabb'],
  ])('of %s is typed as %s, which no command takes for an option', (id, short) => {
    expect(shortId(id)).toBe(short);
    expect(isMeant(id, short)).toBe(true);
    expect(isMeant(id, id)).toBe(true);
  });

  it('means nothing where it is empty or another', () => {
    expect(isMeant('5Kx0', '')).toBe(false);
    expect(isMeant('5Kx0', '6')).toBe(false);
  });
});
