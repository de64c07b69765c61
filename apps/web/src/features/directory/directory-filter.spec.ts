import { describe, expect, it } from '@jest/globals';
import type { AuthorityLine } from '../../desk/api/directory.js';
import { counted, everyAuthority, filtered, isNarrowed, type DirectoryFilter } from './directory-filter.js';

const aLine = (name: string, changes: Partial<AuthorityLine> = {}): AuthorityLine => ({
  id: `authority:${name.toLowerCase()}`,
  state: 'QM',
  name,
  ours: false,
  names: [],
  functions: ['extradition'],
  instruments: ['untoc'],
  languages: ['en'],
  channels: ['paper'],
  networks: [],
  standing: 'active',
  hours: undefined,
  reviewBy: undefined,
  disclosure: [],
  officers: [],
  reachable: true,
  ...changes,
});
const hours = { zone: 'Etc/UTC', weekend: ['sat', 'sun'], opens: '09:00', closes: '17:00', holidays: [] };
const noon = Date.parse('2026-01-14T12:00:00Z') / 1000;
const names = (lines: readonly AuthorityLine[], change: Partial<DirectoryFilter>): string[] =>
  filtered(lines, { ...everyAuthority, ...change }, () => ['Marénia'], noon).map(({ name }) => name);

describe('filtered', () => {
  it('finds by a name in any language, without accents and capitals', () => {
    const lines = [aLine('A', { names: [{ language: 'ar', name: 'وزارة العدل' }] }), aLine('B')];
    expect(names(lines, { words: 'العدل' })).toEqual(['A']);
    expect(names(lines, { words: 'MARENIA' })).toEqual(['A', 'B']);
  });

  it('wants every word, wherever it stands', () => {
    const lines = [aLine('A', { officers: ['Ana Belmonte'] }), aLine('B')];
    expect(names(lines, { words: 'extradition belmonte' })).toEqual(['A']);
    expect(names(lines, { words: 'extradition nobody' })).toEqual([]);
  });

  it('wants every function that was chosen, and the one instrument, language, State and channel', () => {
    const lines = [aLine('A', { functions: ['extradition', 'confiscation'] }), aLine('B', { languages: ['fr'] })];
    expect(names(lines, { functions: ['extradition', 'confiscation'] })).toEqual(['A']);
    expect(names(lines, { language: 'fr' })).toEqual(['B']);
    expect(names(lines, { instrument: 'uncac' })).toEqual([]);
    expect(
      names([...lines, aLine('C', { state: 'QN', channels: ['portal'] })], { state: 'QN', channel: 'portal' }),
    ).toEqual(['C']);
  });

  it('leaves the members of a network, which is a word to find them by as well', () => {
    const lines = [aLine('A', { networks: [{ id: 'region:coast', name: 'Lantern Coast' }] }), aLine('B')];
    expect(names(lines, { network: 'region:coast' })).toEqual(['A']);
    expect(names(lines, { words: 'lantern' })).toEqual(['A']);
  });

  it('leaves the offices that are open now, where that is wanted', () => {
    expect(names([aLine('A', { hours }), aLine('B')], { openNow: true })).toEqual(['A']);
  });
});

describe('isNarrowed', () => {
  it('holds when anything is asked', () => {
    expect(isNarrowed(everyAuthority)).toBe(false);
    expect(isNarrowed({ ...everyAuthority, words: '  ' })).toBe(false);
    expect(isNarrowed({ ...everyAuthority, openNow: true })).toBe(true);
  });
});

describe('counted', () => {
  it('counts each value, most first', () => {
    const lines = [aLine('A', { functions: ['x'] }), aLine('B', { functions: ['x', 'y'] })];
    expect(counted(lines, ({ functions }) => functions)).toEqual([
      ['x', 2],
      ['y', 1],
    ]);
  });
});
