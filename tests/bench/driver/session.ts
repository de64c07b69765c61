import { type Challenge, type Session, type Ticket } from '#contracts';
import { sessionMessage, sign } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import type { Http } from './http.js';

/** Who signs in, and where. */
export interface SigningIn {
  readonly url: string;
  readonly networkId: Uint8Array;
  readonly device: string;
  readonly privateKey: Uint8Array;
}

/** Signs in as protocol 1.5 has it and returns the session's token. */
export async function signIn(http: Http, { url, networkId, device, privateKey }: SigningIn): Promise<string> {
  const { nonce, expiry } = await http.post<Challenge>('/v1/sessions/challenges', { device });
  const message = sessionMessage({ networkId, origin: url, device, nonce: fromBase64url(nonce), expiry });
  const signature = toBase64url(sign({ privateKey, message }));
  const { token } = await http.post<Session>('/v1/sessions', { device, nonce, expiry, signature });
  return token;
}

/** A single-use ticket that opens a socket. */
export async function ticketFor(http: Http, token: string): Promise<string> {
  return (await http.post<Ticket>('/v1/sessions/tickets', {}, token)).ticket;
}
