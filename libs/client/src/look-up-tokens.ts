import { LookUpTokenMade, LookUpTokens, type LookUpTokenRequest } from '#contracts';
import type { Credentials, Transport } from './transport.js';

const PATH = '/v1/look-up/tokens';

/** Makes a token with which a program of one's authority looks authorities up; it is told this once. For administrators. */
export function makeLookUpToken(
  transport: Transport,
  session: Credentials,
  request: LookUpTokenRequest,
): Promise<LookUpTokenMade> {
  return transport.call({ method: 'POST', path: PATH, body: request, answer: LookUpTokenMade }, session);
}

/** The tokens of one's authority, oldest first; for administrators. From the relay: its word. */
export async function lookUpTokens(transport: Transport, session: Credentials): Promise<LookUpTokens['tokens']> {
  return (await transport.call({ method: 'GET', path: PATH, answer: LookUpTokens }, session)).tokens;
}

/** Ends a token of one's authority at once; for administrators. */
export async function revokeLookUpToken(transport: Transport, session: Credentials, id: string): Promise<void> {
  await transport.call({ method: 'DELETE', path: `${PATH}/${id}` }, session);
}
