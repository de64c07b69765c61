import { fromBase64url, toBase64url } from '#primitives';
import { refuse } from './errors.js';

const PADDED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard padded base64 (RFC 4648 §4), as notes and checkpoints write it. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** Bytes of standard padded base64 with zero trailing bits; anything else is refused, never repaired. @throws `base64.invalid` */
export function fromBase64(text: string): Uint8Array {
  if (!PADDED.test(text)) return refuse('base64.invalid');
  return fromBase64url(text.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_'));
}
