import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginningOf, isPlain, parseMarkup, sourceOf, type Block, type Span } from './markup.js';

const shape = (blocks: readonly Block[]) =>
  blocks.map(({ is, lines }) => [is, ...lines.map(({ spans }) => spans.map(({ text }) => text).join(''))]);
const spans = (text: string): Span[] => parseMarkup(text).flatMap(({ lines }) => lines.flatMap((line) => line.spans));
const links = (text: string): string[] => spans(text).flatMap(({ is, text: words }) => (is === 'link' ? [words] : []));

// Text that is full of what means something here.
const marked = fc
  .array(
    fc.oneof(
      fc.constantFrom('**', '*', '> ', '- ', '1. ', '\n', '\n\n', 'https://', 'http://a.example', ' ', '.', ')', '\r'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('beginningOf', () => {
  it('is what is read of a text, on one line, and no more of it than is asked for', () => {
    const text = 'Two **points**:\n\n- the account\n- its **holder**\n\n1. now\n> as agreed\n2 ** 3';
    expect(beginningOf(text, 160)).toBe('Two points: the account its holder 1. now as agreed 2 ** 3');
    expect(beginningOf(text, 5)).toBe('Two p…');
  });
});

describe('parseMarkup', () => {
  it('drops no character of any text', () => {
    fc.assert(
      fc.property(marked, (text) => {
        expect(sourceOf(parseMarkup(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes an address only of http and https, and only of what stands there', () => {
    fc.assert(
      fc.property(marked, (text) => {
        for (const link of links(text)) {
          expect(['http:', 'https:']).toContain(new URL(link).protocol);
          expect(text).toContain(link);
        }
      }),
    );
  });

  it('tells paragraphs, lists and quotations apart', () => {
    expect(shape(parseMarkup('One\ntwo\n\n- a\n- b\n1. c\n2) d\n> e\n>f'))).toEqual([
      ['paragraph', 'One', 'two'],
      ['blank', ''],
      ['bullets', 'a', 'b'],
      ['numbers', 'c', 'd'],
      ['quotation', 'e', 'f'],
    ]);
  });

  it('marks words between two pairs of stars as strong', () => {
    expect(spans('a **b c** d').filter(({ is, strong }) => is === 'plain' && strong)).toEqual([
      { is: 'plain', text: 'b c', strong: true },
    ]);
  });

  it.each(['2 ** 3 ** 4', '**', '****', '** a **', 'a**', '**a'])('leaves %j as it stands', (text) => {
    expect(spans(text).every(({ is, strong }) => is === 'plain' && !strong)).toBe(true);
  });

  it('leaves the end of a sentence out of an address', () => {
    expect(links('See (https://law.example/s?a=1&b=2#c). Or http://b.example!')).toEqual([
      'https://law.example/s?a=1&b=2#c',
      'http://b.example',
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'www.a.example', 'https://', '//a.example'])(
    'makes no address of %j',
    (text) => {
      expect(links(text)).toEqual([]);
    },
  );

  it.each([
    ['stars', '**a '.repeat(15_000)],
    ['an address that ends nowhere', `https://a.example/${'.)'.repeat(30_000)}`],
    ['addresses', 'http://'.repeat(8_000)],
    ['lines', '> \n'.repeat(20_000)],
  ])('takes a long text of %s in no time', (_, text) => {
    const start = performance.now();
    expect(sourceOf(parseMarkup(text))).toBe(text);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('isPlain', () => {
  it.each(['', 'One\n\ntwo - three', 'a ** b'])('finds nothing in %j', (text) => {
    expect(isPlain(text)).toBe(true);
  });

  it.each(['**a**', 'a\n- b', '> a', '1. a', 'see https://a.example'])('finds what is shown as more in %j', (text) => {
    expect(isPlain(text)).toBe(false);
  });

  it.each(['\n', '\r', ' '])('takes a long text of %j in no time', (sign) => {
    const start = performance.now();
    expect(isPlain(`a${sign.repeat(59_000)}b`)).toBe(true);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
