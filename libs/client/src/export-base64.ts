import { toBase64url } from '#primitives';

/** A multiple of three, so that the texts of pieces make the text of the whole. */
const PIECE = 3 * 16_384;

/** Unpadded base64url of bytes that may be many: {@link toBase64url} piece by piece. */
export function longBase64url(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(toBase64url(bytes.subarray(at, at + PIECE)));
  return pieces.join('');
}

/** Padded base64 (RFC 4648 §4), as addresses of data and policies of pages have it. */
export function standardBase64(bytes: Uint8Array): string {
  const text = longBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
