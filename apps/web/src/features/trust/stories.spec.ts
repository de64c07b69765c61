import { describe, expect, it } from '@jest/globals';
import { noticeAbout } from '#client';
import notices from '../../locales/en/notices.json' with { type: 'json' };
import { storyKey } from './stories.js';

type Words = string | { readonly [key: string]: Words };

const FIELDS = ['title', 'happened', 'means', 'do'];
const FAULTS = {
  'directory.fault': ['checkpoint', 'rolled-back', 'forked', 'entries', 'refused'],
  'record.fault': ['checkpoint', 'rolled-back', 'forked', 'stale', 'map', 'leaf', 'chain', 'alternates'],
};

function at(path: string): Words | undefined {
  return path
    .split('.')
    .reduce<Words | undefined>((words, key) => (typeof words === 'object' ? words[key] : undefined), notices);
}
const exists = (key: string): boolean => at(key) !== undefined;

describe('the stories of notices', () => {
  it.each(Object.keys(noticeAbout))('tell %s', (code) => {
    for (const field of FIELDS) expect(typeof at(`${code}.${field}`)).toBe('string');
  });

  it.each(Object.entries(FAULTS).flatMap(([code, details]) => details.map((detail) => `${code}.details.${detail}`)))(
    'tell %s',
    (key) => {
      for (const field of FIELDS) expect(typeof at(`${key}.${field}`)).toBe('string');
    },
  );

  it('tell nothing that no client says', () => {
    const told = Object.entries(notices).flatMap(([family, codes]) =>
      Object.keys(codes).map((code) => `${family}.${code}`),
    );
    expect(told.sort()).toEqual(Object.keys(noticeAbout).sort());
  });
});

describe('storyKey', () => {
  it('is that of the sub-code when it has a story of its own', () => {
    expect(storyKey({ code: 'record.fault', detail: 'record.forked' }, exists)).toBe('record.fault.details.forked');
  });

  it('is that of the code when the sub-code is no name in the catalogue', () => {
    expect(storyKey({ code: 'frames.gap', detail: 'then 44' }, exists)).toBe('frames.gap');
    expect(storyKey({ code: 'record.fault', detail: 'record.unheard' }, exists)).toBe('record.fault');
    expect(storyKey({ code: 'ack.false', detail: undefined }, exists)).toBe('ack.false');
  });
});
