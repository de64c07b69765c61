import { fromUtf8 } from '#primitives';
import { listBounds } from './choices.js';
import { refuse } from './errors.js';

/** Unpacks raw DEFLATE (RFC 1951) of so many bytes when unpacked. @throws where it is none, or more */
export type Inflate = (packed: Uint8Array, size: number) => Promise<Uint8Array>;

interface Entry {
  readonly packed: Uint8Array;
  readonly isDeflated: boolean;
  /** When unpacked, as it states itself, bytes. */
  readonly size: number;
}

const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCATOR_BYTES = 20;
const LOCATOR_SIGNATURE = 0x07064b50;
const [STORED, DEFLATED] = [0, 8];
/** Rows and cells as they begin, with their attributes where these are whole. */
const TAGS = /<(?:[^\s<>/]*:)?(row|c)(?=[\s/>])(?:((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>)?/g;
/** The last row of any workbook. */
const LAST_ROW = 1_048_576;

/**
 * Refuses a workbook that is small as it comes and large once it is read: what reads it unpacks all of its entries, and
 * fills every cell up to the farthest that holds something.
 * @param bytes - an XLSX file: untrusted
 * @throws `import.too-large`, `import.unreadable`
 */
export async function checkWorkbook(bytes: Uint8Array, inflate: Inflate): Promise<void> {
  const entries = entriesOf(bytes);
  // An entry may be stored under many names: each of them is unpacked.
  const size = entries.reduce((sum, entry) => sum + Math.max(entry.size, entry.packed.length), 0);
  if (size > listBounds.unpackedBytes) tooLarge(`it comes to ${String(size)} bytes when it is unpacked`);
  for (const { packed, isDeflated, size: stated } of entries) {
    const whole = isDeflated ? await inflate(packed, stated) : packed;
    if (whole.length !== stated) unreadable('an entry of the workbook is of another size than it states');
    if (holds(whole, 'sheetData')) checkSheet(fromUtf8(whole));
  }
}

/**
 * The entries of a ZIP archive (APPNOTE 4.3), each of the size that its directory states; no ZIP64, which no list needs.
 * What a reader could take for another directory is refused: one goes by the count of this disk, one by that of all, one by ZIP64.
 */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(view);
  const count = view.getUint16(end + 8, true);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  if (count !== view.getUint16(end + 10, true)) unreadable('the workbook states two numbers of entries');
  const isLocated = end >= LOCATOR_BYTES && view.getUint32(end - LOCATOR_BYTES, true) === LOCATOR_SIGNATURE;
  if (isLocated || count === 0xffff || at === 0xffffffff) tooLarge('it is packed as only far larger files are');
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) unreadable('it is no workbook');
    const [method, packedSize, size] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
    ];
    const local = view.getUint32(at + 42, true);
    if (method !== STORED && method !== DEFLATED) unreadable('it is packed in another way than workbooks are');
    if (local + 30 > bytes.length) unreadable('it is cut short');
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({ packed: bytes.subarray(from, from + packedSize), isDeflated: method === DEFLATED, size });
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - MOST_COMMENT; at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return unreadable('it is no workbook');
}

/** Where the farthest cell that may hold something stands: a cell that closes itself holds nothing. */
function checkSheet(xml: string): void {
  // Neither stands in a sheet, and each could hide a cell from the next line.
  if (xml.includes('<!')) unreadable('a sheet is not written as sheets are');
  let [row, bottom, right] = [0, 0, 0];
  for (const [, name, attributes] of xml.matchAll(TAGS)) {
    if (attributes === undefined) return unreadable('a sheet is not written as sheets are');
    const placed = [...attributes.matchAll(/[\s:]r\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, a, b]) =>
      placeOf(a ?? b ?? ''),
    );
    const down = Math.max(0, ...placed.map((place) => place.row));
    if (name === 'row') row = down;
    else if (!attributes.endsWith('/')) {
      bottom = Math.max(bottom, row, down);
      right = Math.max(right, ...placed.map(({ column }) => column));
    }
  }
  if (bottom * right > listBounds.cells)
    tooLarge(`a sheet of it holds something as far as row ${String(bottom)} and column ${String(right)}`);
}

/** `12` of a row, `AB12` of a cell. */
function placeOf(text: string): { readonly row: number; readonly column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})([1-9]\d{0,6})$/.exec(text) ?? [];
  const row = Number(digits);
  if (row === 0 || row > LAST_ROW) unreadable('a row of a sheet is numbered as none is');
  return { row, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}

function holds(bytes: Uint8Array, word: string): boolean {
  const wanted = [...word].map((letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1))
    if (wanted.every((code, i) => bytes[at + i] === code)) return true;
  return false;
}

function tooLarge(why: string): never {
  return refuse('import.too-large', why);
}

function unreadable(why: string): never {
  return refuse('import.unreadable', why);
}
