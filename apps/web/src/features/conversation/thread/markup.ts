/** A run of characters of a line: words, an address shown in full, or the two stars that mark what is strong. */
export interface Span {
  readonly is: 'plain' | 'link' | 'marker';
  readonly text: string;
  readonly strong: boolean;
}

/** A line of a message: what marks it as a list's or a quotation's, its words, and the break that ends it. */
export interface Line {
  readonly marker: string;
  readonly spans: readonly Span[];
  readonly end: string;
}

/** Lines that belong together. */
export interface Block {
  readonly is: 'paragraph' | 'quotation' | 'bullets' | 'numbers' | 'blank';
  readonly lines: readonly Line[];
}

const MARKERS = [
  ['quotation', /^ {0,3}> ?/],
  ['bullets', /^ {0,3}[-*•] +/],
  ['numbers', /^ {0,3}\d{1,3}[.)] +/],
] as const;
const STRONG = '**';
const ADDRESS = /https?:\/\/[^\s<>"]+/gi;
// What ends a sentence ends the address before it.
const AFTER_ADDRESS = new Set('.,;:!?\'"*)]}»”’');

/**
 * Reads the small markup of messages: strong words, lists, quotations, addresses. It takes every text, in time that
 * grows with its length, and drops no character: see {@link sourceOf}.
 */
export function parseMarkup(text: string): Block[] {
  const blocks: { is: Block['is']; lines: Line[] }[] = [];
  for (const source of linesOf(text)) {
    const { is, line } = readLine(source);
    const last = blocks.at(-1);
    if (last?.is === is) last.lines.push(line);
    else blocks.push({ is, lines: [line] });
  }
  return blocks;
}

/** Whether a text has neither markup nor addresses: changes inside it can be shown inside it. */
export function isPlain(text: string): boolean {
  return parseMarkup(text).every(
    ({ is, lines }) =>
      (is === 'paragraph' || is === 'blank') && lines.every(({ spans }) => spans.every((span) => span.is === 'plain')),
  );
}

/** The text that was parsed, character by character. */
export function sourceOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap(({ lines }) => lines)
    .map(({ marker, spans, end }) => marker + spans.map(({ text }) => text).join('') + end)
    .join('');
}

/** The beginning of a text as it is read, on one line: without what only marks it. @param most - characters */
export function beginningOf(text: string, most: number): string {
  const words = parseMarkup(text).flatMap(({ is, lines }) =>
    lines.map(({ marker, spans }) => {
      const said = spans.filter((span) => span.is !== 'marker').map((span) => span.text);
      return [is === 'numbers' ? marker : '', ...said].join('');
    }),
  );
  const line = [...words.join(' ').replaceAll(/\s+/g, ' ').trim()];
  return line.length <= most ? line.join('') : `${line.slice(0, most).join('')}…`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function readLine(source: string): { is: Block['is']; line: Line } {
  const end = source.endsWith('\n') ? '\n' : '';
  const words = end === '' ? source : source.slice(0, -1);
  if (words.trim() === '') return { is: 'blank', line: { marker: words, spans: [], end } };
  for (const [is, pattern] of MARKERS) {
    const marker = pattern.exec(words)?.[0];
    if (marker !== undefined) return { is, line: { marker, spans: spansOf(words.slice(marker.length)), end } };
  }
  return { is: 'paragraph', line: { marker: '', spans: spansOf(words), end } };
}

function spansOf(words: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const [open, close] of strongRanges(words)) {
    spans.push(...linked(words.slice(from, open), false), { is: 'marker', text: STRONG, strong: true });
    spans.push(...linked(words.slice(open + STRONG.length, close), true), { is: 'marker', text: STRONG, strong: true });
    from = close + STRONG.length;
  }
  return [...spans, ...linked(words.slice(from), false)];
}

/** Where pairs of stars stand close around words; one walk over the line, whatever is in it. */
function strongRanges(words: string): [open: number, close: number][] {
  const ranges: [number, number][] = [];
  const isSpace = (place: number): boolean => /^\s?$/.test(words.charAt(place));
  let open: number | undefined;
  for (let place = words.indexOf(STRONG); place >= 0; place = words.indexOf(STRONG, place + STRONG.length)) {
    if (open !== undefined && place > open + STRONG.length && !isSpace(place - 1)) {
      ranges.push([open, place]);
      open = undefined;
    } else if (!isSpace(place + STRONG.length)) {
      open = place;
    }
  }
  return ranges;
}

function linked(words: string, strong: boolean): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const found of words.matchAll(ADDRESS)) {
    const address = withoutSentenceEnd(found[0]);
    if (!URL.canParse(address)) continue;
    if (found.index > from) spans.push({ is: 'plain', text: words.slice(from, found.index), strong });
    spans.push({ is: 'link', text: address, strong });
    from = found.index + address.length;
  }
  if (from < words.length) spans.push({ is: 'plain', text: words.slice(from), strong });
  return spans;
}

function withoutSentenceEnd(address: string): string {
  let length = address.length;
  while (length > 0 && AFTER_ADDRESS.has(address.charAt(length - 1))) length--;
  return address.slice(0, length);
}
