import { describe, expect, it } from '@jest/globals';
import type { CarriedTold } from '#client';
import { DeviceId, OfficerId } from '#contracts';
import { codeOf } from '#primitives';
import { PassThrough } from 'node:stream';
import { carriedLines, comparedWith, refuseUnused } from './carried-words.js';

const io = { out: new PassThrough(), err: new PassThrough(), json: false };
const officer = OfficerId.parse('officer-0011223344556677');
const name = { label: 'name', value: 'Olga Exemplar', visible: 'members' } as const;
const before = { fields: [name], roles: ['administrator', 'officer'], validity: { from: 0, until: 86_400 } };
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
const refusalOf = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
    return 'taken';
  } catch (error) {
    return codeOf(error);
  }
};
const refusal = (told: CarriedTold, json = false): Promise<unknown> =>
  refusalOf(() => comparedWith({ json }, told, { compared: false }));

describe('what is printed of a carried statement', () => {
  it('is who somebody is in the directory, beside what the statement would make of them', () => {
    const telephone = { label: 'telephone', value: undefined, visible: 'everyone' } as const;
    const fields = [{ ...name, value: 'The Minister' }, telephone];
    const after = { fields, roles: ['officer'], validity: { from: 0, until: 172_800 } };
    const changes = ['name', 'telephone', 'roles', 'validity'] as const;
    const demoted = { is: 'demoted', officer, name: 'Olga Exemplar', before, after, changes } as const;
    expect(words(demoted).split('\n')).toEqual([
      'Olga Exemplar is an administrator no more.',
      `  officer   ${officer}`,
      '  now       administrator, officer; from 1970-01-01 00:00Z until 1970-01-02 00:00Z',
      '            name: Olga Exemplar (for members)',
      '  then      officer; from 1970-01-01 00:00Z until 1970-01-03 00:00Z',
      '            name: The Minister (for members)',
      '            telephone: not told by the file (for everyone)',
      '  changes   name, telephone, roles, validity',
    ]);
    const appointed = { is: 'appointed', officer, name: officer, before: undefined, after, changes: [] } as const;
    expect(words(appointed)).toContain('unknown');
    expect(carriedLines(io, appointed, false).slice(0, 3)).toEqual([
      `${officer} is appointed, or their appointment made anew.`,
      `  officer   ${officer}`,
      '  now       not told: no directory is read beside a key',
    ]);
    expect(words(enrolled)).toContain(`${enrolled.device} (web)`);
  });

  it('is each holder of an archive by their key, and those in force', () => {
    expect(words(archive)).toMatch(/2 of 2[^]*holder 1 +0000 1111\n[^]*holder 2 +2222 3333 +on paper\n[^]*none/);
    expect(carriedLines(io, archive, false).join('\n')).toMatch(/2 of 2[^]*0000 1111\n[^]*2222 3333 +on paper$/);
    expect(words({ is: 'archive-ended', before: archive.after })).toMatch(/ended[^]*In force now: 2 of 2[^]*0000 1111/);
  });
});

describe('what whoever signs second compared', () => {
  it('is asked of a device and of holders where it is not given, and of nothing else', async () => {
    for (const json of [false, true]) {
      expect(await refusal(enrolled, json)).toBe('usage.invalid');
      expect(await refusal(archive, json)).toBe('usage.invalid');
      expect(await refusal({ is: 'archive-ended', before: undefined }, json)).toBe('taken');
    }
    expect(await comparedWith(io, enrolled, { words: 'one two', compared: false })).toEqual({ words: 'one two' });
    expect(await comparedWith(io, archive, { compared: true })).toEqual({ areHoldersCompared: true });
  });

  it('is refused where no statement takes it: nothing is given for nothing', async () => {
    const unused = (...given: Parameters<typeof refuseUnused>): Promise<unknown> =>
      refusalOf(() => {
        refuseUnused(...given);
      });
    expect(await unused([archive, undefined], { words: 'one two', compared: true })).toBe('usage.invalid');
    expect(await unused([enrolled, undefined], { words: 'one two', compared: true })).toBe('usage.invalid');
    expect(await unused([enrolled, archive], { words: 'one two', compared: true })).toBe('taken');
    expect(await unused([undefined], { compared: false })).toBe('taken');
  });
});
