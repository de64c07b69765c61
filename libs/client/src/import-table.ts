import { codeOf, fromUtf8 } from '#primitives';
import { listBounds } from './choices.js';
import { refuse } from './errors.js';
import { cellText, delimiterOf } from './import-cells.js';
import { checkWorkbook, type Inflate } from './import-workbook.js';

/** How lines of CSV are read, in the terms of `csv-parse`. */
interface CsvOptions {
  readonly delimiter: string;
  readonly bom: true;
  readonly relax_column_count: true;
  readonly skip_empty_lines: false;
}

/** What a platform reads a table with. */
export interface TableReaders {
  csv(text: string, options: CsvOptions): Promise<string[][]>;
  /** The first sheet of a workbook. */
  sheet(bytes: ArrayBuffer): Promise<readonly (readonly unknown[])[]>;
  readonly inflate: Inflate;
}

/**
 * The rows of a CSV or XLSX file, cells as text; of a workbook its first sheet.
 * @param bytes - untrusted
 * @throws `import.too-large`, as it comes or when it is unpacked; `import.unreadable` where it is no table
 */
export async function readImportTable(name: string, bytes: Uint8Array, readers: TableReaders): Promise<string[][]> {
  if (bytes.length > listBounds.bytes) refuse('import.too-large', `it has ${String(bytes.length)} bytes`);
  try {
    if (name.toLowerCase().endsWith('.xlsx')) {
      await checkWorkbook(bytes, readers.inflate);
      const rows = await readers.sheet(new Uint8Array(bytes).buffer);
      return rows.map((row) => row.map((cell) => cellText(cell)));
    }
    const text = fromUtf8(bytes);
    if (!isPlain(text)) return refuse('import.unreadable', 'this is no text of a table');
    const options = { bom: true, relax_column_count: true, skip_empty_lines: false } as const;
    return await readers.csv(text, { delimiter: delimiterOf(text), ...options });
  } catch (error) {
    if (codeOf(error) === 'import.too-large') throw error;
    return refuse('import.unreadable', 'this is no table that can be read', error);
  }
}

/** Whether a text has words and nothing else: neither an empty file has, nor a document that happens to be UTF-8. */
function isPlain(text: string): boolean {
  return text.trim() !== '' && !text.startsWith('%PDF-') && !/(?![\t\n\v\f\r])\p{Cc}/u.test(text);
}
