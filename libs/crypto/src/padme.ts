import { refuse } from './errors.js';

/**
 * The length, in bytes, to which an attachment of `length` bytes is padded (Padmé, protocol 3.7): at most 12 % more, and
 * little more told than the order of magnitude.
 * @throws `integer.range`
 */
export function padme(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) refuse('integer.range');
  if (length < 2) return length;
  const exponent = bitLength(length) - 1;
  const step = 2 ** (exponent - bitLength(exponent));
  return Math.ceil(length / step) * step;
}

// Not from a floating-point logarithm, which is wrong next to the powers of two.
function bitLength(value: number): number {
  const high = Math.floor(value / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value);
}
