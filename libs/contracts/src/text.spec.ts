import { describe, expect, it } from '@jest/globals';
import { FieldOpening } from './directory.js';
import { LookUpTokenRequest } from './look-up.js';
import { PageReturn } from './pages.js';

const opening = { label: 'name', value: 'Ana', r: 'A'.repeat(43) };

describe('a text that is kept', () => {
  it.each(['\u0000', 'a\u0000b', '\ud800', 'a\udc00b'])('is refused at the door with %j in it', (text) => {
    const taken = [
      PageReturn.safeParse({ reason: text }),
      LookUpTokenRequest.safeParse({ name: text, days: 1 }),
      FieldOpening.safeParse({ ...opening, value: text }),
      FieldOpening.safeParse({ ...opening, label: text }),
    ].map(({ success }) => success);
    expect(taken).toEqual([false, false, false, false]);
  });

  it.each(['Ana', 'a\nb\u0001', '\u{1f600} Åse \ufffd'])('is taken as %j', (text) => {
    expect(PageReturn.parse({ reason: text }).reason).toBe(text);
    expect(FieldOpening.parse({ ...opening, value: text }).value).toBe(text);
  });
});
