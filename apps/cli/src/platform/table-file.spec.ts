import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aWorkbook } from '../../../../tests/support/a-workbook.js';
import { readTable } from './table-file.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-table-'));
const written = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a table', () => {
  it('is read from CSV with commas or semicolons, a byte order mark, and cells of several lines', async () => {
    expect(await readTable(written('a.csv', '\ufeffstate,name\r\nQM,"A, b\nand ""c"""\r\n'))).toEqual([
      ['state', 'name'],
      ['QM', 'A, b\nand "c"'],
    ]);
    expect(await readTable(written('b.csv', 'state;name\nQM;A, b'))).toEqual([
      ['state', 'name'],
      ['QM', 'A, b'],
    ]);
  });

  it('is read from the first sheet of a workbook, cells as text', async () => {
    const rows = [
      ['state', 'name'],
      ['QM', 'Ministère & Cour'],
    ];
    expect(await readTable(written('a.xlsx', aWorkbook(rows)))).toEqual(rows);
  });

  it.each([
    ['no.xlsx', 'no workbook'],
    ['latin.csv', Buffer.from([0x4d, 0xe9, 0x2c])],
    ['torn.csv', 'a,"b'],
    ['empty.csv', ''],
    ['scanned.pdf', '%PDF-1.4\n1 0 obj'],
  ])('is refused in words where %s is none', async (name, content) => {
    await expect(readTable(written(name, content))).rejects.toThrow(
      /is no table, CSV or XLSX, that can be read: save it as CSV/,
    );
  });

  it('is refused where it is too large, or not there', async () => {
    const large = written('large.csv', Buffer.alloc(2 * 1024 * 1024 + 1, 0x61));
    await expect(readTable(large)).rejects.toThrow(/too large/);
    const far = aWorkbook([['state']], { behind: '<row r="1048576"><c r="B1048576" t="n"><v>1</v></c></row>' });
    await expect(readTable(written('far.xlsx', far))).rejects.toThrow(
      /too large to be a list of authorities: a sheet of it holds something as far as row 1048576 and column 2/,
    );
    await expect(readTable(join(folder, 'absent.csv'))).rejects.toThrow(/no such file/);
  });
});
