import { describe, expect, it } from '@jest/globals';
import { ApplicationListQuery } from './applications.js';

describe('the place of an application in the list', () => {
  it.each([
    ['one that the relay named', `0.1767225600.${'A'.repeat(43)}`, true],
    ['one whose id is no 32 bytes', `0.1767225600.${'A'.repeat(42)}B`, false],
    ['one of neither part', `2.1767225600.${'A'.repeat(43)}`, false],
  ])('is %s: %s', (_, after, isOne) => {
    expect(ApplicationListQuery.safeParse({ after }).success).toBe(isOne);
  });
});

describe('the ids among which applications are listed', () => {
  it('are whole', () => {
    const [from, to] = ['A'.repeat(43), `${'_'.repeat(42)}8`];
    expect(ApplicationListQuery.safeParse({ from, to }).success).toBe(true);
    expect(ApplicationListQuery.safeParse({ from: from.slice(1), to }).success).toBe(false);
    expect(ApplicationListQuery.safeParse({ from, to: '7K3M' }).success).toBe(false);
  });
});
