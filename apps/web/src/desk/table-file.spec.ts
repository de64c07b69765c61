import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#primitives';
import { aWorkbook } from '../../../../tests/support/a-workbook.js';
import { readTable } from './table-file.js';

const ROWS = [
  ['state', 'name'],
  ['QM', 'Ministry of Justice'],
];
const fileOf = (bytes: Buffer): File => new File([new Uint8Array(bytes)], 'list.xlsx');
const codeFor = async (bytes: Buffer): Promise<string | undefined> => {
  try {
    await readTable(fileOf(bytes));
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

describe('a table in the browser', () => {
  it('is read from a packed workbook', async () => {
    expect(await readTable(fileOf(aWorkbook(ROWS, { isPacked: true })))).toEqual(ROWS);
  });

  it('is refused where more is packed than its directory states, or more than any list has', async () => {
    expect(await codeFor(aWorkbook(ROWS, { isPacked: true, states: 10 }))).toBe('import.unreadable');
    expect(await codeFor(Buffer.alloc(2 * 1024 * 1024 + 1))).toBe('import.too-large');
  });
});
