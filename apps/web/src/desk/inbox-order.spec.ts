import { describe, expect, it } from '@jest/globals';
import { inboxPart, ordered } from './inbox-order.js';

type Line = Parameters<typeof inboxPart>[0] & { readonly name: string };

const aLine = (name: string, changes: Partial<Line> = {}): Line => ({
  name,
  awaits: 'nobody',
  unread: 0,
  consent: undefined,
  draft: false,
  member: true,
  closed: false,
  done: false,
  lastAt: 100,
  ...changes,
});
const names = (lines: readonly Line[]): string[] => lines.map(({ name }) => name);

describe('inboxPart', () => {
  it('needs us when the last word is theirs, a draft is kept or consent is asked for', () => {
    expect(inboxPart(aLine('a', { awaits: 'us' }))).toBe('needs');
    expect(inboxPart(aLine('b', { draft: true, awaits: 'them' }))).toBe('needs');
    expect(inboxPart(aLine('c', { consent: 'agreed', awaits: 'them' }))).toBe('needs');
  });

  it('waits for others when the last word is ours', () => {
    expect(inboxPart(aLine('a', { awaits: 'them' }))).toBe('waiting');
  });

  it('is quiet when it was put aside or closed, until something new comes', () => {
    expect(inboxPart(aLine('a', { awaits: 'us', unread: 1, done: true }))).toBe('quiet');
    expect(inboxPart(aLine('b', { awaits: 'us', closed: true }))).toBe('quiet');
    expect(inboxPart(aLine('c', { awaits: 'us', closed: true, unread: 1 }))).toBe('unread');
  });

  it('needs us when consent to reopen a closed one is asked for', () => {
    expect(inboxPart(aLine('a', { closed: true, consent: 'asked' }))).toBe('needs');
  });

  it('is no task of an officer who is not in it any more', () => {
    expect(inboxPart(aLine('a', { awaits: 'us', member: false }))).toBe('quiet');
  });
});

describe('ordered', () => {
  it('puts what needs us first, then the unread, then what waits for others, then the rest', () => {
    const lines = [
      aLine('rest', { lastAt: 900 }),
      aLine('theirs', { awaits: 'them', lastAt: 800 }),
      aLine('unread', { unread: 2, lastAt: 200 }),
      aLine('ours', { awaits: 'us', lastAt: 100 }),
    ];
    expect(names(ordered(lines))).toEqual(['ours', 'unread', 'theirs', 'rest']);
  });

  it('puts consent before answers, the unread before the read, the newest before the old', () => {
    const lines = [
      aLine('old answer', { awaits: 'us', lastAt: 10 }),
      aLine('new answer', { awaits: 'us', lastAt: 20 }),
      aLine('unread answer', { awaits: 'us', unread: 1, lastAt: 5 }),
      aLine('consent', { consent: 'asked', lastAt: 1 }),
    ];
    expect(names(ordered(lines))).toEqual(['consent', 'unread answer', 'new answer', 'old answer']);
  });

  it('leaves the list that it was given as it was', () => {
    const lines = [aLine('b', { awaits: 'them' }), aLine('a', { awaits: 'us' })];
    ordered(lines);
    expect(names(lines)).toEqual(['b', 'a']);
  });
});
