import { readFile } from 'node:fs/promises';
import { cellText, delimiterOf } from '#client';
import { CodedError } from '#primitives';
import { named } from './file.js';

/** No list of authorities is larger, bytes. */
const MOST_BYTES = 2 * 1024 * 1024;

/** The rows of a CSV or XLSX file, cells as text; of a workbook its first sheet. @throws `usage.invalid` with why it cannot be read */
export async function readTable(file: string): Promise<string[][]> {
  const bytes = await named(file, 'read', () => readFile(file));
  if (bytes.length > MOST_BYTES)
    throw new CodedError('usage.invalid', `${file} is too large to be a list of authorities`);
  try {
    return file.toLowerCase().endsWith('.xlsx') ? await ofWorkbook(bytes) : await ofText(bytes);
  } catch (error) {
    throw new CodedError(
      'usage.invalid',
      `${file} cannot be read as a table: save it as CSV in UTF-8, or as XLSX, with a heading in the first line`,
      { cause: error },
    );
  }
}

async function ofText(bytes: Buffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return parse(text, { delimiter: delimiterOf(text), bom: true, relax_column_count: true, skip_empty_lines: false });
}

async function ofWorkbook(bytes: Buffer): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/universal');
  const rows = await readSheet(new Uint8Array(bytes).buffer);
  return rows.map((row) => row.map((cell) => cellText(cell)));
}
