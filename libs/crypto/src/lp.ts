import { utf8 } from '#primitives';
import { refuse } from './errors.js';

/** What stands in an `lp`: bytes as they are, text as UTF-8, an integer as 8 bytes big-endian, a list as one nested `lp`, what is absent as empty. */
export type LpPart = Uint8Array | string | number | undefined | readonly LpPart[];

const LENGTH_BYTES = 8;
const NOTHING = new Uint8Array(0);

/** An unsigned integer below 2^53 as 8 bytes, big-endian. @throws `integer.range` */
export function integer(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) refuse('integer.range');
  const bytes = new Uint8Array(LENGTH_BYTES);
  writeInteger(bytes, 0, value);
  return bytes;
}

/** The integer of exactly 8 bytes, big-endian. @throws `integer.range` for another length, or 2^53 and above */
export function readInteger(bytes: Uint8Array): number {
  if (bytes.length !== LENGTH_BYTES) refuse('integer.range');
  const value = lengthAt(bytes, 0);
  if (value > Number.MAX_SAFE_INTEGER) refuse('integer.range');
  return value;
}

/**
 * Each part preceded by its length, 8 bytes big-endian: an injective encoding of a list (protocol 0).
 * @throws `integer.range`, `text.surrogate`, `lp.type`
 */
export function lp(...parts: readonly LpPart[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const part of parts) {
    const bytes = partBytes(part);
    pieces.push(bytes);
    length += LENGTH_BYTES + bytes.length;
  }
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    writeInteger(joined, offset, piece.length);
    offset += LENGTH_BYTES;
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

function partBytes(part: LpPart): Uint8Array {
  if (part === undefined) return NOTHING;
  if (typeof part === 'string') return utf8(part);
  if (typeof part === 'number') return integer(part);
  if (part instanceof Uint8Array) return part;
  if (Array.isArray(part)) return lp(...(part as readonly LpPart[]));
  return refuse('lp.type');
}

/**
 * Takes exactly `count` parts from the start of `bytes`; `rest` is what follows them. The parts are views.
 * @throws `lp.length` when a length points beyond the end
 */
export function takeLp(bytes: Uint8Array, count: number): { parts: Uint8Array[]; rest: Uint8Array } {
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (let i = 0; i < count; i++) {
    const left = bytes.length - offset - LENGTH_BYTES;
    if (left < 0) refuse('lp.length');
    const length = lengthAt(bytes, offset);
    if (length > left) refuse('lp.length');
    offset += LENGTH_BYTES;
    parts.push(bytes.subarray(offset, offset + length));
    offset += length;
  }
  return { parts, rest: bytes.subarray(offset) };
}

/** The `count` parts that `bytes` consist of, and nothing after them. @throws `lp.length`, `lp.trailing` */
export function readLp(bytes: Uint8Array, count: number): Uint8Array[] {
  const { parts, rest } = takeLp(bytes, count);
  if (rest.length > 0) refuse('lp.trailing');
  return parts;
}

// Byte by byte: a DataView for each length was a third of the cost of a short `lp`.
function writeInteger(into: Uint8Array, offset: number, value: number): void {
  let left = value;
  for (let at = offset + LENGTH_BYTES - 1; left > 0; at--) {
    into[at] = left % 256;
    left = Math.floor(left / 256);
  }
}

function lengthAt(bytes: Uint8Array, offset: number): number {
  let value = 0;
  for (const byte of bytes.subarray(offset, offset + LENGTH_BYTES)) value = value * 256 + byte;
  return value;
}
