import { describe, expect, it } from '@jest/globals';
import { isEmail, isTelephone, isWebAddress, withScheme } from './typed-fields.js';

describe('what is typed', () => {
  it.each<[string, (text: string) => boolean, string[], string[]]>([
    ['an e-mail address', isEmail, ['office@marenia.example'], ['not mail', 'ada', 'a@b@c', '']],
    [
      'a telephone number',
      isTelephone,
      ['1', '+999 1 234', '(999) 1-234/235', '+999 1 234 ext. 12', '+999 1, +999 2'],
      ['none', '+', 'ada@marenia.example', 'ext. 12', ''],
    ],
    [
      'a web address',
      isWebAddress,
      ['https://marenia.example', 'http://justice.marenia.example:8080/office?of=1'],
      ['marenia.example', 'https://marenia', 'https://not web.example', 'https://mailto:a@marenia.example', ''],
    ],
  ])('is known as %s', (_, is, those, others) => {
    expect(those.filter((text) => !is(text))).toEqual([]);
    expect(others.filter(is)).toEqual([]);
  });

  it('has a scheme put before it where it is a web address without one', () => {
    const typed = ['marenia.example', 'marenia.example:8080', 'http://marenia.example', ''];
    expect(typed.map(withScheme)).toEqual([
      'https://marenia.example',
      'https://marenia.example:8080',
      'http://marenia.example',
      '',
    ]);
  });
});
