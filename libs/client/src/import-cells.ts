// What stands in a cell of a list: as the directory's own table writes it (`directory-csv.ts`), and as people type it.

/** Values with semicolons or lines between. */
export function listIn(text: string): string[] {
  return text
    .split(/[;\n]/)
    .map((part) => part.trim().replace(/^'(?=[=+\-@])/, ''))
    .filter((part) => part !== '');
}

/** Names by language: `fr: Ministère de la justice`. A name without a language is English. */
export function namesIn(text: string): { language: string; name: string }[] {
  return listIn(text).map((part) => {
    const [, language = 'en', name = part] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*):\s*(.*)$/s.exec(part) ?? [];
    return { language, name };
  });
}

/** Days with what they are: `2026-01-01 New Year`. */
export function notesIn(text: string): { date: string; name: string }[] {
  return listIn(text).map((part) => {
    const [date = '', ...words] = part.split(/\s+/);
    return { date, name: words.join(' ') };
  });
}

// What looks as if a text began: a word, and something in brackets before a colon, however they are written.
const MARK = String.raw`[\p{L}\p{N}-]+\s*\([^()\n]*\)\s*:`;

/** Texts in one cell: `remarks (en): Closed in August`; `needs (en, members): …` is read by members alone. */
export function sectionsCell(
  sections: readonly {
    readonly topic: string;
    readonly language: string;
    readonly text: string;
    readonly visible?: string;
  }[],
): string[] {
  return sections.map(({ topic, language, text, visible }) => {
    const readers = visible === 'members' ? ', members' : '';
    // Within a text a backslash tells what looks so from a text that begins.
    const within = text.replaceAll(new RegExp(String.raw`([;\n]\s*)(?=\\*${MARK})`, 'gu'), '$1\\');
    return `${topic} (${language}${readers}): ${within}`;
  });
}

/**
 * The texts of {@link sectionsCell}. What begins as a text does and is not written as one has no topic, which no page takes: it
 * would otherwise be read as part of the text before it, and by everyone who reads that.
 */
export function sectionsIn(cell: string): { topic: string; language: string; text: string; visible?: 'members' }[] {
  return cell.split(new RegExp(String.raw`[;\n]\s*(?=${MARK})`, 'u')).map((part) => {
    const [, topic = '', language = '', members, words = part] =
      /^\s*([a-z0-9-]+) \(([A-Za-z0-9-]+)(, members)?\):\s*(.*)$/s.exec(part) ?? [];
    const text = words.replaceAll(new RegExp(String.raw`([;\n]\s*)\\(?=\\*${MARK})`, 'gu'), '$1').trim();
    return { topic, language, text, ...(members === undefined ? {} : { visible: 'members' as const }) };
  });
}

/** Yes or no; what is neither is kept, to be told as wrong. */
export function truthIn(text: string): boolean {
  const word = text.toLowerCase();
  if (['yes', 'true', '1'].includes(word)) return true;
  return ['no', 'false', '0'].includes(word) ? false : (text as unknown as boolean);
}

/** What parts the cells of a table's lines: semicolons are written where a comma parts decimals. */
export function delimiterOf(table: string): ',' | ';' {
  const [heading = ''] = table.split(/\r?\n/, 1);
  return heading.includes(';') && !heading.includes(',') ? ';' : ',';
}

/** A cell of a workbook as text; a day as `2026-03-01`. */
export function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
