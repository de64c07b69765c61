import type { Writable } from 'node:stream';

/** Where a command writes, and in which form. */
export interface Io {
  readonly out: Writable;
  readonly err: Writable;
  /** True when a program reads: one JSON document, or one a line for commands that go on. */
  readonly json: boolean;
  /** True when people are shown times of their own zone instead of UTC. */
  readonly localTime?: boolean;
}

/** Prints `lines` for people, or `value` for programs. No lines print nothing. */
export function print(io: Io, lines: string | readonly string[], value: unknown): void {
  const text = io.json ? JSON.stringify(value) : typeof lines === 'string' ? lines : lines.join('\n');
  if (io.json || lines.length > 0) io.out.write(`${text}\n`);
}

/** Words beside the result, never among it: progress, and what to do next. */
export function remark(io: Io, line: string): void {
  if (!io.json) io.err.write(`${line}\n`);
}

// Controls, soft hyphens and invisible joiners, marks of direction (ALM, LRM, RLM, embeddings, isolates), separators of
// lines that only some terminals break at, variation selectors, halves of surrogate pairs, and tag characters.
// oxlint-disable-next-line no-misleading-character-class -- each of them is meant by itself
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;

/**
 * Text from the network made safe for a terminal: control characters, marks that turn the direction of what follows, and
 * characters that are not seen are shown as their code points. Line feeds stay, for the caller to break at.
 */
export function safeText(text: string): string {
  return text.replaceAll(UNSAFE, (character) => (character === '\n' ? '\n' : escaped(character)));
}

/** As {@link safeText}, on one line: what names, ids and sentences are shown as. */
export function safeLine(text: string): string {
  return text.replaceAll(UNSAFE, escaped);
}

/** A label, and beside it a text from the network; each further line of it stands under the first, where no label can. */
export function labelled(label: string, text: string): string {
  const head = `  ${label.padEnd(11)}  `;
  return `${head}${safeText(text).replaceAll('\n', `\n${' '.repeat(head.length)}`)}`;
}

function escaped(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16);
  return point.length > 4 ? `\\u{${point}}` : `\\u${point.padStart(4, '0')}`;
}

/** A table for people: columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, [...cell].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd(),
  );
}
