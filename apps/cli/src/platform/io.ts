import type { Writable } from 'node:stream';

/** Where a command writes, and in which form. */
export interface Io {
  readonly out: Writable;
  readonly err: Writable;
  /** True when a program reads: one JSON document, or one a line for commands that go on. */
  readonly json: boolean;
}

/** Prints `lines` for people, or `value` for programs. */
export function print(io: Io, lines: string | readonly string[], value: unknown): void {
  if (io.json) io.out.write(`${JSON.stringify(value)}\n`);
  else io.out.write(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`);
}

/** Words beside the result, never among it: progress, and what to do next. */
export function remark(io: Io, line: string): void {
  if (!io.json) io.err.write(`${line}\n`);
}

/**
 * Text from the network made safe for a terminal: control characters, and the marks that turn the direction of what
 * follows, are shown as their code points.
 */
export function safeText(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? '\n' : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** A table for people: columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, [...cell].length)));
  return rows.map((row) => row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - [...cell].length)).join('  ').trimEnd());
}
