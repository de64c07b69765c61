import { describe, expect, it } from '@jest/globals';
import { inflateRawSync } from 'node:zlib';
import { aWorkbook } from '../../../tests/support/a-workbook.js';
import { outcome } from '../../../tests/support/talking.js';
import { readImportTable, type TableReaders } from './import-table.js';

const ROWS = [
  ['state', 'name'],
  ['QM', 'Ministry "of r="9999999" Justice'],
];
const MIB = 1024 * 1024;

/** As the command line reads; `sheet` says which workbooks came so far. */
const reading = () => {
  const sheets: number[] = [];
  const readers: TableReaders = {
    csv: async (text, options) => (await import('csv-parse/sync')).parse(text, options),
    sheet: async (bytes) => {
      sheets.push(bytes.byteLength);
      return (await import('read-excel-file/universal')).readSheet(bytes);
    },
    inflate: (packed, most) => Promise.resolve().then(() => inflateRawSync(packed, { maxOutputLength: most })),
  };
  return { sheets, readers };
};

describe('the table of a list', () => {
  it.each([
    ['stored', { isPacked: false }],
    ['packed', { isPacked: true }],
    [
      'with cells far below and beside that hold nothing',
      { behind: '<row r="1048576"><c r="XFD1048576" s="1"/></row>' },
    ],
    ['with a picture beside', { beside: { 'xl/media/image1.png': 'x'.repeat(MIB) }, isPacked: true }],
  ])('is read from a workbook %s', async (_, workbook) => {
    expect(await readImportTable('list.XLSX', aWorkbook(ROWS, workbook), reading().readers)).toEqual(ROWS);
  });

  it.each([
    [
      'unpacks to more than any list',
      aWorkbook(ROWS, { beside: { 'xl/media/image1.xml': ' '.repeat(33 * MIB) }, isPacked: true }),
      /it comes to 346\d{5} bytes when it is unpacked/,
    ],
    [
      'holds one cell at the end of the sheet',
      aWorkbook(ROWS, { behind: '<row r="1048576"><c r="AD1048576" t="n"><v>1</v></c></row>', isPacked: true }),
      /as far as row 1048576 and column 30/,
    ],
    [
      'says of a row that it is the last',
      aWorkbook(ROWS, { behind: `<row r='1048576'><x:c x:r = 'B3' t="n"><v>1</v></x:c></row>` }),
      /as far as row 1048576 and column 2/,
    ],
    ['is packed as only larger files are', counting(aWorkbook(ROWS), 0xffff, 0xffff), /as only far larger files are/],
    ['names another directory, as larger files do', located(aWorkbook(ROWS)), /as only far larger files are/],
  ])('is refused, before anything reads it, where a workbook %s', async (_, bytes, words) => {
    expect(bytes.length).toBeLessThan(2 * MIB);
    const { sheets, readers } = reading();
    await expect(readImportTable('list.xlsx', bytes, readers)).rejects.toMatchObject({
      code: 'import.too-large',
      message: expect.stringMatching(words),
    });
    expect(sheets).toEqual([]);
  });

  it.each([
    ['states less than it unpacks to', aWorkbook(ROWS, { isPacked: true, states: 10 })],
    ['states more than it unpacks to', aWorkbook(ROWS, { isPacked: true, states: 10_000 })],
    ['hides a cell in a comment', aWorkbook(ROWS, { behind: '<!-- " --><row/><!-- " -->' })],
    ['hides a cell in an attribute', aWorkbook(ROWS, { behind: '<row x="><c r="B1048576"><v>1</v></c></row>' })],
    ['numbers a row as none is', aWorkbook(ROWS, { behind: '<row r="1e7"/>' })],
    ['writes a number in another way', aWorkbook(ROWS, { behind: '<row r="&#49;"/>' })],
    ['numbers a row beyond the last', aWorkbook(ROWS, { behind: '<row r="1048577"/>' })],
    ['is packed in another way', packedBy(aWorkbook(ROWS), 12)],
    ['states fewer entries in all than on its disk', counting(aWorkbook(ROWS), 5, 1)],
    ['states no entries in all', counting(aWorkbook(ROWS), 5, 0)],
    ['states no entries on its disk', counting(aWorkbook(ROWS), 0, 5)],
    ['is cut short', aWorkbook(ROWS).subarray(0, -30)],
    ['lacks what its directory names', aWorkbook(ROWS).subarray(300)],
    ['is none', Buffer.from('no workbook')],
  ])('is no table where a workbook %s', async (_, bytes) => {
    const { sheets, readers } = reading();
    expect(await outcome(readImportTable('list.xlsx', bytes, readers))).toBe('import.unreadable');
    expect(sheets).toEqual([]);
  });

  it.each([
    ['an empty file', ''],
    ['an empty file with a byte order mark', '\ufeff\r\n'],
    ['a PDF', '%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n'],
    ['a picture', 'state,name\n\u0000\u0001'],
  ])('is none where the file is %s', async (_, content) => {
    const { readers } = reading();
    expect(await outcome(readImportTable('list.csv', Buffer.from(content), readers))).toBe('import.unreadable');
  });

  it('is refused where the file itself is larger than any list', async () => {
    const large = Buffer.alloc(2 * MIB + 1, 0x61);
    expect(await outcome(readImportTable('list.csv', large, reading().readers))).toBe('import.too-large');
  });
});

/** With other numbers of entries: of this disk, and of all. */
function counting(bytes: Buffer, here: number, all: number): Buffer {
  bytes.writeUInt16LE(here, bytes.length - 14);
  bytes.writeUInt16LE(all, bytes.length - 12);
  return bytes;
}

/** With a locator of a ZIP64 directory before its end. */
function located(bytes: Buffer): Buffer {
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007');
  return Buffer.concat([bytes.subarray(0, -22), locator, bytes.subarray(-22)]);
}

function packedBy(bytes: Buffer, method: number): Buffer {
  bytes.writeUInt16LE(method, bytes.indexOf(Buffer.from('PK\u0001\u0002')) + 10);
  return bytes;
}
