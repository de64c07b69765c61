/**
 * The door for public data only: encodings, hashes, sizes, messages to be signed, and Ed25519 verification. The relay may enter
 * here and nowhere else; nothing behind it can open, unwrap or derive a message key.
 */
export * from './agreement.js';
export * from './application-entry.js';
export * from './buckets.js';
export * from './canonical-json.js';
export * from './equal-secrets.js';
export type { CryptoErrorCode } from './errors.js';
export * from './hash.js';
export * from './head.js';
export * from './lp.js';
export * from './record.js';
export * from './session.js';
export * from './signature.js';
export * from './unreadable.js';
