import { describe, expect, it } from '@jest/globals';
import { dayWords, languageName, stateName, term, zoneWords } from './terms.js';
import { pageWords } from './words.js';

describe('term', () => {
  it('is what the catalogue has, or the code made readable', () => {
    expect(term(pageWords, 'instrument', 'uncac')).toBe('UN Convention against Corruption');
    expect(term(pageWords, 'function', 'controlled-delivery')).toBe('Controlled delivery');
    expect(term(pageWords, 'function', 'space-debris')).toBe('Space debris');
    expect(term(pageWords, 'function', 'constructor')).toBe('Constructor');
  });
});

describe('stateName', () => {
  it('is the name by the code, of an invented State too, or what stands in its place', () => {
    expect(['FR', 'QM', 'QZ', 'Lantern League'].map((state) => stateName(pageWords, state))).toEqual([
      'France',
      'Republic of Marenia',
      'QZ',
      'Lantern League',
    ]);
  });
});

describe('zoneWords', () => {
  it('gives the sign that people expect', () => {
    const zones = ['Etc/GMT-4', 'Etc/GMT+11', 'Etc/GMT+0', 'Etc/GMT', 'Etc/UTC', 'America/New_York'];
    expect(zones.map(zoneWords)).toEqual(['UTC+4', 'UTC-11', 'UTC', 'UTC', 'UTC', 'America/New York']);
  });
});

describe('languageName and dayWords', () => {
  it('leave as it is what no list has', () => {
    expect(['pt-BR', 'x'].map((tag) => languageName(pageWords, tag))).toEqual(['Brazilian Portuguese', 'x']);
    expect(['2027-03-09', 'soon'].map((day) => dayWords(pageWords, day))).toEqual(['9 March 2027', 'soon']);
  });
});
