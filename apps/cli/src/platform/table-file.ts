import { readFile, stat } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { listBounds, readImportTable } from '#client';
import { CodedError, codeOf } from '#primitives';
import { named } from './file.js';

/** The rows of a CSV or XLSX file, cells as text; of a workbook its first sheet. @throws `usage.invalid` with why it cannot be read */
export async function readTable(file: string): Promise<string[][]> {
  const { size } = await named(file, 'read', () => stat(file));
  if (size > listBounds.bytes) throw tooLarge(file, `it has ${String(size)} bytes`);
  const bytes = await named(file, 'read', () => readFile(file));
  try {
    return await readImportTable(file, bytes, {
      csv: async (text, options) => (await import('csv-parse/sync')).parse(text, options),
      sheet: async (whole) => (await import('read-excel-file/universal')).readSheet(whole),
      // Of what unpacks to nothing, too, a byte is let through, since zero would mean no bound.
      inflate: (packed, most) =>
        Promise.resolve().then(() => inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })),
    });
  } catch (error) {
    if (error instanceof Error && codeOf(error) === 'import.too-large') throw tooLarge(file, error.message);
    throw new CodedError(
      'usage.invalid',
      `${file} is no table, CSV or XLSX, that can be read: save it as CSV in UTF-8, or as XLSX, with a heading in the first line`,
      { cause: error },
    );
  }
}

function tooLarge(file: string, why: string): CodedError<'usage.invalid'> {
  return new CodedError(
    'usage.invalid',
    `${file} is too large to be a list of authorities: ${why}. Keep its rows alone, or save it as CSV`,
  );
}
