import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../../tests/support/any-character.js';
import { PassThrough } from 'node:stream';
import { labelled, print, remark, safeLine, safeText, table } from './io.js';

describe('safeText', () => {
  it.each([
    ['an escape sequence', '\u001b[2Jgone', '\\u001b[2Jgone'],
    ['an operating system command', '\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['an 8-bit control sequence', '\u009b31m', '\\u009b31m'],
    ['a carriage return', 'paid\rnot paid', 'paid\\u000dnot paid'],
    ['a backspace', 'yes\b\b\bno', 'yes\\u0008\\u0008\\u0008no'],
    ['a right-to-left override', 'exe.\u202Egpj', 'exe.\\u202egpj'],
    ['an isolate', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['an Arabic letter mark', 'a\u061cb', 'a\\u061cb'],
    ['a character that is not seen', 'Mini\u200bstry', 'Mini\\u200bstry'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['a tag character', 'a\u{e0041}', 'a\\u{e0041}'],
    ['half a character', 'a\ud800', 'a\\ud800'],
  ])('shows %s as its code points', (_what, text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  it('leaves letters of every script, emoji and line feeds as they are', () => {
    const text = 'Запрос\nطلب\n請求\nḝ 👍';
    expect(safeText(text)).toBe(text);
  });

  it('lets no control or mark of direction through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(safeText(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(safeLine(text)).not.toContain('\n');
      }),
    );
  });
});

describe('safeLine', () => {
  it('keeps a name on one line', () => {
    expect(safeLine('Ana\n#9  you')).toBe('Ana\\u000a#9  you');
  });
});

describe('labelled', () => {
  it('lets no further line of a text stand where a label does', () => {
    expect(labelled('remarks', 'one\nofficer  Ana\u001b')).toBe(
      `  remarks      one\n${' '.repeat(15)}officer  Ana\\u001b`,
    );
  });
});

describe('table', () => {
  it('makes columns as wide as their widest cell, and no trailing blanks', () => {
    expect(
      table([
        ['a', 'long', ''],
        ['bbb', 'c', 'd'],
        ['é', '👍', 'x'],
      ]),
    ).toEqual(['a    long', 'bbb  c     d', 'é    👍     x']);
  });

  it('is empty without rows', () => {
    expect(table([])).toEqual([]);
  });
});

describe('print and remark', () => {
  const io = (json: boolean) => ({ out: new PassThrough(), err: new PassThrough(), json });

  it('print lines for people, and nothing when there are none', () => {
    const { out, ...rest } = io(false);
    print({ out, ...rest }, ['a', 'b'], { is: 'ignored' });
    print({ out, ...rest }, [], { is: 'ignored' });
    expect(String(out.read())).toBe('a\nb\n');
  });

  it('print one document on one line for programs, and no remark', () => {
    const { out, err } = io(true);
    print({ out, err, json: true }, 'words', { text: 'a\nb' });
    remark({ out, err, json: true }, 'beside');
    expect(String(out.read())).toBe('{"text":"a\\nb"}\n');
    expect(err.read()).toBeNull();
  });

  it('remark beside the result', () => {
    const { out, err } = io(false);
    remark({ out, err, json: false }, 'beside');
    expect([out.read(), String(err.read())]).toEqual([null, 'beside\n']);
  });
});
