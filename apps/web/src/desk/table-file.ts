import { cellText, delimiterOf } from '#client';
import { MOST_LIST_BYTES } from './api/imports.js';

/** The rows of a CSV or XLSX file, cells as text; of a workbook its first sheet. What reads them is fetched when it is needed. @throws where it is none */
export async function readTable(file: File): Promise<string[][]> {
  if (file.size > MOST_LIST_BYTES) throw new RangeError('the file is too large to be a list of authorities');
  const bytes = await file.arrayBuffer();
  return file.name.toLowerCase().endsWith('.xlsx') ? ofWorkbook(bytes) : ofText(bytes);
}

async function ofText(bytes: ArrayBuffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/browser/esm/sync');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return parse(text, { delimiter: delimiterOf(text), bom: true, relax_column_count: true, skip_empty_lines: false });
}

async function ofWorkbook(bytes: ArrayBuffer): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/universal');
  const rows = await readSheet(bytes);
  return rows.map((row) => row.map((cell) => cellText(cell)));
}
