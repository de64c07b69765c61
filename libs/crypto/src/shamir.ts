import { refuse } from './errors.js';

/** The y of one share at its place x. */
export interface Point {
  readonly x: number;
  readonly y: Uint8Array;
}

/**
 * The value at `x` of the polynomials, one for each byte, whose constant terms are `secret` and whose higher terms are
 * `coefficients`, degree 1 first: Shamir over GF(256) with x^8+x^4+x^3+x+1 (protocol 4.2).
 */
export function evaluate(secret: Uint8Array, coefficients: readonly Uint8Array[], x: number): Uint8Array {
  const y = new Uint8Array(secret.length);
  for (let at = 0; at < secret.length; at++) {
    let value = 0;
    for (let degree = coefficients.length - 1; degree >= 0; degree--)
      value = multiply(value, x) ^ byteOf(coefficients[degree], at);
    y[at] = multiply(value, x) ^ byteOf(secret, at);
  }
  return y;
}

/**
 * The constant terms of the polynomials through `points` (Lagrange, at 0).
 * @throws `share.place` when an x is 0 or stands twice, `share.length` when lengths differ
 */
export function interpolate(points: readonly Point[]): Uint8Array {
  const places = new Set(points.map(({ x }) => x));
  if (places.size !== points.length || places.has(0)) refuse('share.place');
  const length = points[0]?.y.length ?? 0;
  const secret = new Uint8Array(length);
  for (const { x, y } of points) {
    if (y.length !== length) refuse('share.length');
    let basis = 1;
    for (const other of points) if (other.x !== x) basis = multiply(basis, multiply(other.x, invert(other.x ^ x)));
    for (let at = 0; at < length; at++) secret[at] = byteOf(secret, at) ^ multiply(byteOf(y, at), basis);
  }
  return secret;
}

// No table and no branch on a secret: a lookup by a secret byte would show it to whoever shares the cache.
function multiply(a: number, b: number): number {
  let product = 0;
  let doubled = a;
  for (let bit = 0; bit < 8; bit++) {
    product ^= doubled & -((b >> bit) & 1);
    doubled = (doubled << 1) ^ (0x11b & -(doubled >> 7));
  }
  return product;
}

// a^254, for every a but 0.
function invert(a: number): number {
  let power = a;
  let product = 1;
  for (let bit = 0; bit < 7; bit++) {
    power = multiply(power, power);
    product = multiply(product, power);
  }
  return product;
}

function byteOf(bytes: Uint8Array | undefined, at: number): number {
  return bytes?.[at] ?? 0;
}
