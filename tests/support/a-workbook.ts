import { crc32, deflateRawSync } from 'node:zlib';

interface Workbook {
  /** What stands in the sheet behind the rows, XML. */
  readonly behind?: string;
  /** Entries beside those of the sheet. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The sizes that the directory states, where they are not so. */
  readonly states?: number;
  readonly isPacked?: boolean;
}

/** An XLSX file of one sheet with these cells, as a spreadsheet writes them in place. */
export function aWorkbook(rows: readonly (readonly string[])[], workbook: Workbook = {}): Buffer {
  const cell = (text: string): string =>
    `<c t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
  const lines = rows.map((cells, i) => {
    const placed = cells.map((text, column) =>
      cell(text).replace('<c ', `<c r="${String.fromCodePoint(65 + column)}${String(i + 1)}" `),
    );
    return `<row r="${String(i + 1)}">${placed.join('')}</row>`;
  });
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const files = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}${workbook.behind ?? ''}</sheetData></worksheet>`,
    ...workbook.beside,
  };
  return zipped(files, workbook);
}

function zipped(files: Readonly<Record<string, string>>, { isPacked = false, states }: Workbook): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, whole] = [Buffer.from(name), Buffer.from(text)];
    const data = isPacked ? deflateRawSync(whole) : whole;
    const described = Buffer.alloc(26);
    described.writeUInt16LE(20, 0);
    described.writeUInt16LE(isPacked ? 8 : 0, 4);
    described.writeUInt32LE(crc32(whole), 10);
    described.writeUInt32LE(data.length, 14);
    described.writeUInt32LE(states ?? whole.length, 18);
    described.writeUInt16LE(path.length, 22);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\u0003\u0004'), described, path, data);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), described, placed, path);
    offset += 4 + described.length + path.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(bodies.length / 4, 4);
  end.writeUInt16LE(bodies.length / 4, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from('PK\u0005\u0006'), end]);
}
