const LINES = 4;
const LINE_WORDS = 6;

/** No line typed yet. */
export const NO_LINES: readonly string[] = Array.from({ length: LINES }, () => '');

/** The lines after somebody typed or pasted into one: what is more than a line goes on in those that follow. */
export function withLine(lines: readonly string[], at: number, typed: string): readonly string[] {
  const words = typed.split(/\s+/).filter((word) => word !== '');
  if (words.length <= LINE_WORDS) return lines.with(at, typed);
  return lines.map((line, i) => {
    const own = words.slice((i - at) * LINE_WORDS, (i - at + 1) * LINE_WORDS);
    return i < at || own.length === 0 ? line : own.join(' ');
  });
}
