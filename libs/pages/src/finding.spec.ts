import { describe, expect, it } from '@jest/globals';
import { holdsAll, isWanted, wordsOf, type Findable, type Wanted } from './finding.js';

const hours = { zone: 'Etc/UTC', weekend: ['sat', 'sun'], opens: '09:00', closes: '17:00', holidays: [] };
const noon = Date.parse('2026-01-14T12:00:00Z') / 1000;
const anyone: Wanted = {
  words: '',
  state: '',
  functions: [],
  instrument: '',
  language: '',
  channel: '',
  network: '',
  openNow: false,
};
const one: Findable = {
  state: 'QM',
  functions: ['extradition', 'confiscation'],
  instruments: ['untoc'],
  languages: ['fr'],
  channels: ['paper'],
  networks: ['region:coast'],
  hours,
};
const isFound = (wanted: Partial<Wanted>, change: Partial<Findable> = {}, at = noon): boolean =>
  isWanted({ ...one, ...change }, ['Marénia', 'وزارة العدل'], { ...anyone, ...wanted }, at);

describe('isWanted', () => {
  it('holds for everyone when nothing is asked', () => {
    expect(isFound({})).toBe(true);
  });

  it.each<[string, Partial<Wanted>, Partial<Wanted>]>([
    ['State', { state: 'QM' }, { state: 'QN' }],
    ['functions', { functions: ['extradition', 'confiscation'] }, { functions: ['extradition', 'asset-recovery'] }],
    ['instrument', { instrument: 'untoc' }, { instrument: 'uncac' }],
    ['language', { language: 'fr' }, { language: 'en' }],
    ['channel', { channel: 'paper' }, { channel: 'interpol' }],
    ['network', { network: 'region:coast' }, { network: 'region:hills' }],
    ['words', { words: 'MARENIA العدل' }, { words: 'marenia nobody' }],
  ])('looks at the %s', (_, found, missed) => {
    expect([isFound(found), isFound(missed)]).toEqual([true, false]);
  });

  it('leaves the offices that are open now, closing ones among them', () => {
    const at = (time: string): number => Date.parse(`2026-01-14T${time}:00Z`) / 1000;
    expect(['08:59', '09:00', '16:45', '17:00'].map((time) => isFound({ openNow: true }, {}, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isFound({ openNow: true }, { hours: undefined })).toBe(false);
  });
});

describe('wordsOf and holdsAll', () => {
  it('know no accents and no capitals, in any script', () => {
    expect(wordsOf('  Ёлка ÉTAT\u0301 ')).toEqual(['елка', 'etat']);
    expect(holdsAll(['a b', 'c'], ['b', 'c'])).toBe(true);
    expect(holdsAll(['a b', 'c'], ['b', 'd'])).toBe(false);
  });
});
