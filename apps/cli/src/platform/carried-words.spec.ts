import { describe, expect, it } from '@jest/globals';
import type { CarriedTold } from '#client';
import { DeviceId, OfficerId } from '#contracts';
import { codeOf } from '#primitives';
import { PassThrough } from 'node:stream';
import { carriedLines, comparedWith } from './carried-words.js';

const io = { out: new PassThrough(), err: new PassThrough(), json: false };
const officer = OfficerId.parse('officer-0011223344556677');
const before = { name: 'Olga Exemplar', roles: ['administrator', 'officer'], validity: { from: 0, until: 86_400 } };
const holders = [
  { place: 1, isPaper: false, fingerprint: '0000 1111' },
  { place: 2, isPaper: true, fingerprint: '2222 3333' },
];
const archive = { is: 'archive', after: { k: 2, n: 2, holders }, before: undefined } as const;
const enrolled = {
  is: 'enrolled',
  officer,
  name: 'Olga Exemplar',
  before,
  device: DeviceId.parse('device-001122334455667788990011'),
  kind: 'web',
  others: 1,
} as const;

const words = (told: CarriedTold): string => carriedLines(io, told).join('\n');
const refusal = (told: CarriedTold): Promise<unknown> =>
  comparedWith(told, { compared: false }).then(
    () => 'taken',
    (error: unknown) => codeOf(error),
  );

describe('what is printed of a carried statement', () => {
  it('is who somebody is in the directory, beside what the statement would make of them', () => {
    const after = { name: 'The Minister', roles: ['officer'], validity: { from: 0, until: 172_800 } };
    const demoted = words({ is: 'demoted', officer, name: 'Olga Exemplar', before, after });
    expect(demoted.split('\n')).toEqual([
      'Olga Exemplar is an administrator no more.',
      `  officer   ${officer}`,
      '  now       Olga Exemplar; administrator, officer; from 1970-01-01 00:00Z until 1970-01-02 00:00Z',
      '  then      The Minister; officer; from 1970-01-01 00:00Z until 1970-01-03 00:00Z',
    ]);
    expect(words({ is: 'appointed', officer, name: officer, before: undefined, after })).toContain('unknown');
    expect(words(enrolled)).toContain(`${enrolled.device} (web)`);
  });

  it('is each holder of an archive by their key, and those in force', () => {
    expect(words(archive)).toMatch(/2 of 2[^]*holder 1 +0000 1111\n[^]*holder 2 +2222 3333 +on paper\n[^]*none/);
    expect(words({ is: 'archive-ended', before: archive.after })).toMatch(/ended[^]*In force now: 2 of 2[^]*0000 1111/);
  });
});

describe('what whoever signs second compared', () => {
  it('is asked of a device and of holders where it is not given, and of nothing else', async () => {
    expect(await refusal(enrolled)).toBe('usage.invalid');
    expect(await refusal(archive)).toBe('usage.invalid');
    expect(await refusal({ is: 'archive-ended', before: undefined })).toBe('taken');
    expect(await comparedWith(enrolled, { words: 'one two', compared: false })).toEqual({ words: 'one two' });
    expect(await comparedWith(archive, { compared: true })).toEqual({ areHoldersCompared: true });
  });
});
