import { CodedError } from './errors.js';

/** What the codecs of this file refuse with. */
export type BytesErrorCode = 'base64.invalid' | 'hex.invalid' | 'text.surrogate' | 'text.utf8';

const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** By character code: the value of a character of base64url, -1 for any other. */
const BASE64URL_VALUE = Int8Array.from({ length: 128 }, (_, code) => BASE64URL.indexOf(String.fromCharCode(code)));

/** One array holding `parts` one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether two public byte strings are the same. Not constant-time: secrets are compared in `libs/crypto`. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Order of two byte strings, byte by byte, a prefix first: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Order of two texts by their UTF-8 bytes: the order of device ids and of signature keys. */
export function compareText(a: string, b: string): number {
  return compareBytes(utf8(a), utf8(b));
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (HEX[byte >> 4] ?? '') + (HEX[byte & 15] ?? '');
  return text;
}

/** Bytes of lower-case hexadecimal. @throws `hex.invalid` */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new CodedError<BytesErrorCode>('hex.invalid');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Unpadded base64url (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += (BASE64URL[group >> 18] ?? '') + (BASE64URL[(group >> 12) & 63] ?? '');
    if (left > 1) text += BASE64URL[(group >> 6) & 63] ?? '';
    if (left > 2) text += BASE64URL[group & 63] ?? '';
  }
  return text;
}

/** Bytes of unpadded base64url with zero trailing bits; anything else is refused, never repaired. @throws `base64.invalid` */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  if (text.length % 4 === 1) throw new CodedError<BytesErrorCode>('base64.invalid');
  let bits = 0;
  let held = 0;
  let offset = 0;
  for (let i = 0; i < text.length; i++) {
    const value = BASE64URL_VALUE[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw new CodedError<BytesErrorCode>('base64.invalid');
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[offset++] = (held >> bits) & 0xff;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) throw new CodedError<BytesErrorCode>('base64.invalid');
  return bytes;
}

/** UTF-8 bytes of a text. @throws `text.surrogate` for a lone surrogate */
export function utf8(text: string): Uint8Array {
  const ascii = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Nearly all of what is hashed and signed is ASCII: one pass and one array then.
    if (unit >= 0x80) return utf8From(text, i, ascii);
    ascii[i] = unit;
  }
  return ascii;
}

/** The rest of {@link utf8}, from the first character beyond ASCII on. */
function utf8From(text: string, from: number, before: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(from + (text.length - from) * 3);
  bytes.set(before.subarray(0, from));
  let length = from;
  for (let i = from; i < text.length; i++) {
    let point = text.charCodeAt(i);
    if (point >= 0xd800 && point <= 0xdfff) {
      const low = text.charCodeAt(i + 1);
      if (point > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) throw new CodedError<BytesErrorCode>('text.surrogate');
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      i++;
    }
    if (point < 0x80) {
      bytes[length++] = point;
    } else if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6);
      bytes[length++] = 0x80 | (point & 63);
    } else if (point < 0x10000) {
      bytes[length++] = 0xe0 | (point >> 12);
      bytes[length++] = 0x80 | ((point >> 6) & 63);
      bytes[length++] = 0x80 | (point & 63);
    } else {
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 63);
      bytes[length++] = 0x80 | ((point >> 6) & 63);
      bytes[length++] = 0x80 | (point & 63);
    }
  }
  return bytes.slice(0, length);
}

/** The text of UTF-8 bytes, strictly: no overlong form, no surrogate, nothing cut. @throws `text.utf8` */
export function fromUtf8(bytes: Uint8Array): string {
  const refuse = (): never => {
    throw new CodedError<BytesErrorCode>('text.utf8');
  };
  const chunks: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const first = bytes[i++] ?? 0;
    let point = first;
    if (first >= 0x80) {
      const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
      const least = [0x80, 0x800, 0x10000][more - 1] ?? 0;
      if (first < 0xc2 || first > 0xf4) refuse();
      point = first & (0x3f >> more);
      for (let k = 0; k < more; k++) {
        const next = bytes[i++] ?? 0;
        if ((next & 0xc0) !== 0x80) refuse();
        point = (point << 6) | (next & 63);
      }
      if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) refuse();
    }
    if (point >= 0x10000) units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    else units.push(point);
    if (units.length >= 8192) {
      chunks.push(String.fromCharCode(...units));
      units = [];
    }
  }
  chunks.push(String.fromCharCode(...units));
  return chunks.join('');
}
