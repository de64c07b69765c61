import { concat, utf8 } from '#primitives';
import { refuse } from './errors.js';

/** What stands in an `lp`: bytes as they are, text as UTF-8, an integer as 8 bytes big-endian, a list as one nested `lp`, what is absent as empty. */
export type LpPart = Uint8Array | string | number | undefined | readonly LpPart[];

const LENGTH_BYTES = 8;

/** An unsigned integer below 2^53 as 8 bytes, big-endian. @throws `integer.range` */
export function integer(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) refuse('integer.range');
  const bytes = new Uint8Array(LENGTH_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(value / 2 ** 32));
  view.setUint32(4, value % 2 ** 32);
  return bytes;
}

/** The integer of exactly 8 bytes, big-endian. @throws `integer.range` for another length, or 2^53 and above */
export function readInteger(bytes: Uint8Array): number {
  if (bytes.length !== LENGTH_BYTES) refuse('integer.range');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const value = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  if (value > Number.MAX_SAFE_INTEGER) refuse('integer.range');
  return value;
}

/**
 * Each part preceded by its length, 8 bytes big-endian: an injective encoding of a list (protocol 0).
 * @throws `integer.range`, `text.surrogate`, `lp.type`
 */
export function lp(...parts: readonly LpPart[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const bytes = partBytes(part);
    pieces.push(integer(bytes.length), bytes);
  }
  return concat(...pieces);
}

function partBytes(part: LpPart): Uint8Array {
  if (part === undefined) return new Uint8Array(0);
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
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, LENGTH_BYTES);
    const length = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
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
