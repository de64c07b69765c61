import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { lp } from '#crypto/verify';
import { entryBytes, parseEntry } from './index.js';

const hash = new Uint8Array(32).fill(7);

describe('parseEntry', () => {
  it('gives back what entryBytes wrote', () => {
    const subject = fc.oneof(
      fc.constant('network'),
      fc.stringMatching(/^(?:authority|region):[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
    );
    fc.assert(
      fc.property(subject, fc.uint8Array({ minLength: 32, maxLength: 32 }), (about, statementHash) => {
        expect(parseEntry(entryBytes(about, statementHash))).toEqual({ subject: about, statementHash });
      }),
    );
  });

  it('refuses every truncation', () => {
    const cut = everyTruncation(entryBytes('authority:vl-moj', hash));
    expect(codesOf(cut, parseEntry)).toEqual(new Set(['entry.invalid']));
  });

  it('reads no flipped bit as the same entry', () => {
    const bytes = entryBytes('authority:vl-moj', hash);
    for (const flipped of everyFlippedBit(bytes)) {
      const code = refusalOf(() => {
        expect(parseEntry(flipped)).not.toEqual(parseEntry(bytes));
      });
      expect(['accepted', 'entry.invalid']).toContain(code);
    }
  });

  it.each([
    ['another label', lp('comity/other/v1', 'network', hash)],
    ['a short hash', lp('comity/entry/v1', 'network', hash.slice(1))],
    ['no subject of ours', lp('comity/entry/v1', 'officer:ana', hash)],
    ['a part too many', lp('comity/entry/v1', 'network', hash, '')],
    ['a part too few', lp('comity/entry/v1', 'network')],
  ])('refuses %s', (_, bytes) => {
    expect(refusalOf(() => parseEntry(bytes))).toBe('entry.invalid');
  });
});
