import { randomBytes, sha256 } from '#crypto/verify';
import { fromBase64url, toBase64url } from '#primitives';

/** 32 random bytes as 43 characters of base64url: a nonce, a session token or a ticket. */
export function randomText(): string {
  return toBase64url(randomBytes(32));
}

/** What the database holds of a token or ticket, so that its thief signs in nowhere: SHA-256 of its 32 bytes. */
export function tokenHash(token: string): Buffer {
  return Buffer.from(sha256(fromBase64url(token)));
}

/** A correlation id: 16 characters that join the log lines of one request and say nothing else. */
export function correlationId(): string {
  return toBase64url(randomBytes(12));
}
