import { describe, expect, it } from '@jest/globals';
import { knownZone, sameTime, zoneName } from './zone-words.js';

const AT = Date.UTC(2026, 3, 14, 8) / 1000;

describe('zoneName', () => {
  it.each([
    ['Europe/Lisbon', 'Lisbon'],
    ['America/Port_of_Spain', 'Port of Spain'],
    ['Etc/GMT-4', 'UTC+4'],
    ['UTC', 'UTC'],
  ])('says %s as %s', (zone, words) => {
    expect(zoneName(zone, 'en', AT)).toBe(words);
  });
});

describe('sameTime', () => {
  it('compares what the clocks show', () => {
    expect(sameTime('Etc/GMT-1', 'Europe/Lisbon', AT)).toBe(true);
    expect(sameTime('Etc/GMT-4', 'Europe/Lisbon', AT)).toBe(false);
  });
});

describe('knownZone', () => {
  it('knows only zones of this device', () => {
    expect(knownZone('Europe/Lisbon')).toBe('Europe/Lisbon');
    expect(knownZone('Port/Ember')).toBeUndefined();
    expect(knownZone(undefined)).toBeUndefined();
  });
});
