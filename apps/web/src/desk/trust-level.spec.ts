import { describe, expect, it } from '@jest/globals';
import { isGrave, levelOf, shownRecords } from './trust-level.js';

const allWell = { isCloned: false, isFresh: true, keyLogged: true, missing: 0, doubtful: [], notices: [] };
const aDevice = { device: 'd', officer: 'O', authority: undefined, standing: 'frozen', conversation: 'c' };

describe('levelOf', () => {
  it('is calm only when every part is', () => {
    expect(levelOf(allWell)).toBe('calm');
    expect(levelOf({ ...allWell, notices: [{ grave: false, standing: 'open' }] })).toBe('noticed');
    expect(levelOf({ ...allWell, doubtful: [aDevice] })).toBe('device');
    expect(levelOf({ ...allWell, keyLogged: false })).toBe('device');
    expect(levelOf({ ...allWell, missing: 3 })).toBe('missing');
    expect(levelOf({ ...allWell, isFresh: false })).toBe('old');
    expect(levelOf({ ...allWell, isCloned: true })).toBe('doubt');
  });

  it.each(['dealt-with', 'mended', 'information'] as const)('is not disturbed by a notice that is %s', (standing) => {
    expect(levelOf({ ...allWell, notices: [{ grave: true, standing }] })).toBe('calm');
  });

  it('says the gravest when several are so', () => {
    expect(
      levelOf({ ...allWell, isFresh: false, doubtful: [aDevice], notices: [{ grave: true, standing: 'open' }] }),
    ).toBe('doubt');
  });
});

describe('isGrave', () => {
  it('accuses nobody when a clock or a slow witness may be the cause', () => {
    expect(isGrave({ code: 'record.fault', detail: 'record.forked' })).toBe(true);
    expect(isGrave({ code: 'record.fault', detail: 'record.stale' })).toBe(false);
    expect(isGrave({ code: 'statement.pending' })).toBe(false);
  });
});

describe('shownRecords', () => {
  const note = (size: string): string =>
    `log.example\n${size}\n${btoa('\x9f\x4c\x77\xe1'.padEnd(32, '\0'))}\n\n— a signature\n`;

  it('shows size and the beginning of the root of both notes', () => {
    expect(shownRecords({ held: note('48213'), met: note('48190') }, 4)).toEqual([
      { which: 'held', size: 48_213, root: '9f4c77e1' },
      { which: 'met', size: 48_190, root: '9f4c77e1' },
    ]);
  });

  it('shows nothing of what is no note', () => {
    expect(shownRecords({ held: '', met: 'x\ny\nz' }, 4)).toEqual([]);
    expect(shownRecords({ met: 7 }, 4)).toEqual([]);
    expect(shownRecords(undefined, 4)).toEqual([]);
  });
});
