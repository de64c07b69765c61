import { z } from 'zod';
import { Bytes32Text, DeviceId, SignatureText, UnixSeconds } from './ids.js';

/** `POST /v1/sessions/challenges`: asks for a nonce to sign (protocol 1.5). */
export const ChallengeRequest = z.strictObject({ device: DeviceId });
/** The answer: a nonce of 32 bytes that serves once, until its expiry. */
export const Challenge = z.strictObject({ nonce: Bytes32Text, expiry: UnixSeconds });
/** As its schema parses it. */
export type Challenge = z.infer<typeof Challenge>;

/** `POST /v1/sessions`: the signed challenge; answers an opaque bearer token, 15 minutes. `DELETE /v1/sessions/current` ends it. */
export const SessionRequest = z.strictObject({
  device: DeviceId,
  nonce: Bytes32Text,
  expiry: UnixSeconds,
  signature: SignatureText,
});
export type SessionRequest = z.infer<typeof SessionRequest>;
/** The answer: a bearer token of 32 bytes, and when it ends. */
export const Session = z.strictObject({ token: Bytes32Text, expiry: UnixSeconds });
/** As its schema parses it. */
export type Session = z.infer<typeof Session>;

/** `POST /v1/sessions/tickets`: a single-use ticket that opens, or renews, the socket's session. */
export const Ticket = z.strictObject({ ticket: Bytes32Text, expiry: UnixSeconds });
export type Ticket = z.infer<typeof Ticket>;
