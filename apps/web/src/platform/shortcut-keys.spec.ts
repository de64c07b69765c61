import { describe, expect, it } from '@jest/globals';
import { isLetter, isPlain, pressed, Turns, type KeyPress } from './shortcut-keys.js';

function press(key: string, held: Partial<KeyPress> = {}): string {
  return pressed({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
}

describe('pressed', () => {
  it.each([
    ['j', {}, 'j'],
    ['J', { shiftKey: true }, 'j'],
    ['?', { shiftKey: true }, '?'],
    ['Enter', { ctrlKey: true }, 'Ctrl+Enter'],
    ['Enter', { metaKey: true }, 'Ctrl+Enter'],
    ['ArrowUp', { altKey: true }, 'Alt+ArrowUp'],
    ['F6', { shiftKey: true }, 'Shift+F6'],
    ['ш', { code: 'KeyI' }, 'i'],
  ] as const)('names %s with %o', (key, held, name) => {
    expect(press(key, held)).toBe(name);
  });
});

describe('isPlain', () => {
  it('leaves to whoever types what types', () => {
    expect(['j', '?', 'Enter', 'ArrowDown', 'g i'].every(isPlain)).toBe(true);
    expect(['Ctrl+Enter', 'Alt+ArrowUp', 'F6', 'Shift+F6', 'Escape'].some(isPlain)).toBe(false);
  });
});

describe('isLetter', () => {
  it('holds for single characters alone', () => {
    expect(['j', '?', 'g i'].every(isLetter)).toBe(true);
    expect(['Enter', 'Ctrl+k', 'F6'].some(isLetter)).toBe(false);
  });
});

describe('Turns', () => {
  const there = ['g i', 'g c', 'i', 'j'];

  it('completes two keys in turn rather than the second alone', () => {
    const turns = new Turns();
    expect(turns.next('g', 0, there)).toBeUndefined();
    expect(turns.next('i', 500, there)).toBe('g i');
    expect(turns.next('i', 600, there)).toBe('i');
  });

  it('forgets the first key when the second comes late', () => {
    const turns = new Turns();
    turns.next('g', 0, there);
    expect(turns.next('i', 2_000, there)).toBe('i');
  });

  it('knows nothing of other keys', () => {
    expect(new Turns().next('x', 0, there)).toBeUndefined();
  });
});
