import { describe, expect, it } from '@jest/globals';
import { languageName } from './language-name.js';

describe('languageName', () => {
  it('names a language in the reader\u2019s own', () => {
    expect([languageName('pt', 'en'), languageName('pt', 'fr')]).toEqual(['Portuguese', 'portugais']);
  });

  it.each(['en-12', '!!'])('leaves %j as it stands, which a page or a message may hold', (tag) => {
    expect(languageName(tag, 'en')).toBe(tag);
  });
});
