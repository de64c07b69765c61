import { holderCode, holderCodeText } from '#client';
import { HOLDER_LINES, HOLDER_LINE_WORDS, holderLineFault, type HolderLineFault } from '#crypto';
import { encodeQR } from 'qr';

/** The page of a holder's key on paper: its lines of words, and a code that holds the same. */
export function paperPage(authority: string, lines: readonly string[], fingerprint: string): string {
  const width = Math.max(...lines.flatMap((line) => line.split(' ')).map(({ length }) => length));
  const row = (line: string): string =>
    line
      .split(' ')
      .map((word) => word.padEnd(width))
      .join('  ')
      .trimEnd();
  return [
    'COMITY: KEY OF A HOLDER OF AN ARCHIVE, ON PAPER',
    '',
    `Authority   ${authority}`,
    `Key         ${fingerprint}`,
    '',
    'Whoever has these words has the share of this holder. Print this page, lock it away, and destroy this file.',
    'To use it: comity archive sign FILE, and comity archive release REQUEST; both ask for the lines. In a browser:',
    'Administration, Archive. Each line checks itself: one that is mistyped is named.',
    '',
    ...lines.map((line, i) => `  ${String(i + 1)}  ${row(line)}`),
    '',
    'The same lines, for a scanner that no network reaches:',
    '',
    ...halfBlocks(holderCodeText(lines)),
    '',
  ].join('\n');
}

/** The lines on a printed page among its others, or of nothing but the words. */
export function linesOnPaper(text: string): string[] {
  const rows = [...text.matchAll(/^\s*[1-9][.)]?\s+((?:[A-Za-z-]+\s*)+)$/gm)].map(([, words = '']) => words);
  if (rows.length > 0) return rows;
  const words = text.trim().split(/\s+/);
  return Array.from({ length: Math.max(HOLDER_LINES, Math.ceil(words.length / HOLDER_LINE_WORDS)) }, (_, i) =>
    words.slice(i * HOLDER_LINE_WORDS, (i + 1) * HOLDER_LINE_WORDS).join(' '),
  );
}

/** What is wrong with each line that is not as it was printed, in words. */
export function wrongLines(lines: readonly string[]): string[] {
  const faults = lines.flatMap((line, i) => {
    const fault = holderLineFault(line, i + 1);
    return fault === undefined ? [] : [`line ${String(i + 1)}: ${faultWords(fault)}`];
  });
  return lines.length === HOLDER_LINES ? faults : [`the page has ${String(HOLDER_LINES)} lines`, ...faults];
}

/** What is wrong with a line, in words that do not hold it. */
export function faultWords(fault: HolderLineFault): string {
  switch (fault.is) {
    case 'count':
      return `it has ${String(HOLDER_LINE_WORDS)} words, and ${String(fault.found)} stand there`;
    case 'word':
      return `word ${String(fault.place)} is on no list of words`;
    case 'check':
      return 'it is not as it was printed: a word is another, or not in its place';
  }
}

// Two rows of modules in each line of text.
function halfBlocks(text: string): string[] {
  const modules = encodeQR(text, 'raw', holderCode);
  const at = (row: number, column: number): boolean => modules[row]?.[column] === true;
  const blocks = [' ', '▄', '▀', '█'];
  return Array.from({ length: Math.ceil(modules.length / 2) }, (_, half) =>
    modules
      .map((_row, column) => blocks[Number(at(2 * half, column)) * 2 + Number(at(2 * half + 1, column))] ?? '')
      .join('')
      .trimEnd(),
  );
}
