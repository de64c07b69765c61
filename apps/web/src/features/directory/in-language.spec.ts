import { describe, expect, it } from '@jest/globals';
import { inLanguage } from './in-language.js';

const section = (topic: string, language: string): { topic: string; language: string; text: string } => ({
  topic,
  language,
  text: `${topic} in ${language}`,
});

describe('inLanguage', () => {
  it("is the reader's language where there is one, else English, else what there is", () => {
    const all = [
      section('a', 'en'),
      section('a', 'fr-CA'),
      section('b', 'en-GB'),
      section('b', 'ar'),
      section('c', 'ru'),
    ];
    expect(inLanguage(all, 'fr').map(({ text }) => text)).toEqual(['a in fr-CA', 'b in en-GB', 'c in ru']);
  });
});
