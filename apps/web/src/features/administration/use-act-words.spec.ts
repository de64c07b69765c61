import { describe, expect, it } from '@jest/globals';
import type { TFunction } from 'i18next';
import { OfficerId } from '#contracts';
import { actWords } from './use-act-words.js';

const t = ((key: string, values: object) =>
  JSON.stringify({ key, ...values })) as unknown as TFunction<'administration'>;
const words = (act: Parameters<typeof actWords>[1]): unknown => JSON.parse(actWords(t, act));

describe('the sentence of an act', () => {
  it('keeps a name that a file brought in its own direction of writing', () => {
    const turning = 'Ana \u202eradmin';
    const ending = 'Ana \u2069\u202eradmin\u2067';
    const officer = OfficerId.parse('officer-0011223344556677');
    for (const name of [turning, ending])
      expect(words({ is: 'dismissed', officer, name, before: undefined })).toEqual({
        key: 'signatures.act.dismissed',
        name: '\u2068Ana radmin\u2069',
      });
  });
});
