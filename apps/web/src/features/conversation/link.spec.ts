import { describe, expect, it } from '@jest/globals';
import { conversationPath, seqOfHash } from './link.js';

describe('conversationPath', () => {
  it('names a message by the place that stands beside it', () => {
    const path = conversationPath('abc', 43);
    expect(path).toBe('/c/abc#no-43');
    expect(seqOfHash(path.slice(path.indexOf('#')))).toBe(43);
  });

  it('names a conversation alone', () => {
    expect(conversationPath('abc')).toBe('/c/abc');
  });
});

describe('seqOfHash', () => {
  it.each(['', '#', '#no-', '#no-0', '#no-1x', '#no--1', '#no-99999999999', '#43'])('finds no place in %j', (hash) => {
    expect(seqOfHash(hash)).toBeUndefined();
  });
});
