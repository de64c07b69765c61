import { describe, expect, it } from '@jest/globals';
import { initials } from './initials.js';

describe('initials', () => {
  it.each([
    ['Ines Calder', 'IC'],
    ['Ana de la Belmonte', 'AB'],
    ['Bashir', 'B'],
    ['ليلى حداد', 'لح'],
    ['officer-7f', 'O'],
    ['', ''],
  ])('of %s are %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});
