import { CodedError, fromUtf8, utf8 } from '#primitives';
import { refuse } from './errors.js';

/** A JSON value as the protocol allows it: integers only. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Arrays and objects inside one another: 32 pass, 33 do not. */
const MAX_DEPTH = 32;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The canonical text of a value (RFC 8785), integers below 2^53 in size.
 * @throws `json.number`, `json.deep`, `json.invalid`, `text.surrogate`
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The UTF-8 bytes of {@link canonicalJson}. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value));
}

/**
 * Parses canonical JSON and refuses everything else: it is parsed, printed and compared, so duplicate keys,
 * spaces, other number forms, unsorted keys and a byte-order mark all fall.
 * @param input - text, or its UTF-8 bytes
 * @throws `json.invalid`, `json.deep`, `json.number`, `json.not-canonical`, `text.surrogate`
 */
export function parseCanonicalJson(input: string | Uint8Array): Json {
  const text = typeof input === 'string' ? input : decode(input);
  refuseDepth(text);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refuse('json.invalid');
  }
  if (write(value, 0) !== text) refuse('json.not-canonical');
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return refuse('json.invalid');
  }
}

// Counted before parsing, so that a bomb of brackets costs one pass and no recursion.
function refuseDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === '\\') i++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '[' || character === '{') {
      if (++depth > MAX_DEPTH) refuse('json.deep');
    } else if (character === ']' || character === '}') depth--;
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      // JSON.stringify would escape a lone surrogate, so it is refused before.
      if (LONE_SURROGATE.test(value)) throw new CodedError('text.surrogate');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value)) refuse('json.number');
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      break;
    default:
      return refuse('json.invalid');
  }
  if (value === null) return 'null';
  if (depth >= MAX_DEPTH) refuse('json.deep');
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  const members = Object.entries(value as Record<string, unknown>);
  // RFC 8785 §3.2.3 sorts by UTF-16 code units: the order of JavaScript's own comparison.
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, item]) => `${write(key, depth)}:${write(item, depth + 1)}`).join(',')}}`;
}
