import { ProblemError } from '#contracts';

const RANGE = /^bytes=(\d{1,15})-(\d{1,15})?$/;

/** A part of a ciphertext, from `from` up to, and without, `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The one range that a header asks for (RFC 9110 §14.2, without suffixes and lists), cut at the end; undefined without one.
 * @throws `attachment.range`
 */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, from, last] = RANGE.exec(header) ?? [];
  if (from === undefined) throw new ProblemError('attachment.range', 'form');
  const range = { from: Number(from), to: last === undefined ? bytes : Math.min(Number(last) + 1, bytes) };
  if (range.from >= range.to) throw new ProblemError('attachment.range', `of ${String(bytes)}`);
  return range;
}
