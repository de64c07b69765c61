import { z } from 'zod';
import { Bytes32Text, ConversationId, DeviceId, limits, MessageId, SignatureText, UnixSeconds } from '#contracts';
import { canonicalBytes, canonicalJson, H, lp, parseCanonicalJson, verifySignature } from '#crypto/verify';
import { fromBase64url, fromUtf8, utf8 } from '#primitives';
import { Change } from './change.js';
import { Consent } from './consent.js';
import { refuse } from './errors.js';

/** The only suite: Ed25519, X-Wing, BLAKE2b, XChaCha20-Poly1305. */
export const SUITE = 1;
/** The most changes of one statement: a forum's opening with every device and every moderator. */
export const MAX_CHANGES = 2100;
/** The most consents one statement may carry. */
export const MAX_CONSENTS = 512;

const AbsentOr32 = z.union([z.literal(''), Bytes32Text]);

/** The body of a roster statement: exactly these fields; what is absent is empty text (protocol 2.1). */
export const RosterBody = z.strictObject({
  type: z.enum(['conversation.opened', 'conversation.advanced']),
  id: MessageId,
  conversation: ConversationId,
  author: DeviceId,
  epoch: z.int().nonnegative(),
  previous: AbsentOr32,
  after: z.int().nonnegative(),
  directory: z.strictObject({ size: z.int().positive(), root: Bytes32Text, at: UnixSeconds }),
  agreement: z.int().positive(),
  changes: z.array(Change),
  consents: z.array(Consent),
  secret: AbsentOr32,
  wraps: AbsentOr32,
  suite: z.int().positive(),
});
export type RosterBody = z.infer<typeof RosterBody>;

const SignedBody = z.strictObject({ body: RosterBody, signature: SignatureText });

/** A statement whose form is right. Nothing is known yet of its signature or of what it may do. */
export type RosterStatement = {
  readonly body: RosterBody;
  /** 64 bytes. */
  readonly signature: Uint8Array;
  /** H("comity/roster-body/v1", JCS(body)), 32 bytes: the name of the epoch it opens. */
  readonly S: Uint8Array;
  /** JCS({body, signature}): the frame's bytes as text. */
  readonly text: string;
  /** JCS(body), as it stands in `text`: what is hashed and signed. */
  readonly bodyBytes: Uint8Array;
};

/** The bytes an author's device signs: lp("comity/roster/v1", networkId, JCS(body)) (protocol 2.1). */
export function rosterMessage(networkId: Uint8Array, body: RosterBody): Uint8Array {
  return messageOf(networkId, canonicalBytes(body));
}

function messageOf(networkId: Uint8Array, bodyBytes: Uint8Array): Uint8Array {
  return lp('comity/roster/v1', networkId, bodyBytes);
}

/** `S` of a body: H("comity/roster-body/v1", JCS(body)), 32 bytes; the next statement's `previous`. */
export function rosterBodyHash(body: RosterBody): Uint8Array {
  return hashOf(canonicalBytes(body));
}

function hashOf(bodyBytes: Uint8Array): Uint8Array {
  return H('comity/roster-body/v1', bodyBytes);
}

/** A statement's text from its parts: JCS({body, signature}). */
export function formatRosterStatement(body: RosterBody, signature: string): string {
  return canonicalJson({ body, signature });
}

/**
 * Reads a statement and checks its form alone, in time bounded by its size.
 * @param input - canonical JSON, text or UTF-8 bytes; from the relay: untrusted until {@link apply} has judged it
 * @throws `roster.too-large`, `roster.field`, `roster.suite`, `roster.secret`; `json.*`, `text.*` for what is not canonical
 */
export function parseRosterStatement(input: string | Uint8Array): RosterStatement {
  if (input.length > limits.rosterStatementBytes) refuse('roster.too-large');
  const json = parseCanonicalJson(input);
  refuseLists(json);
  const parsed = SignedBody.safeParse(json);
  if (!parsed.success) return refuse('roster.field');
  const { body, signature } = parsed.data;
  if (body.suite !== SUITE) refuse('roster.suite');
  const opens = body.type === 'conversation.opened';
  if (opens !== (body.epoch === 0) || opens !== (body.previous === '')) refuse('roster.field');
  if (body.consents.some((consent) => consent.change >= body.changes.length)) refuse('roster.field');
  if ((body.secret === '') !== (body.wraps === '')) refuse('roster.secret');
  // Canonical text holds the body in its one place: a reader of 2,000 changes does not write them out again.
  const text = typeof input === 'string' ? input : fromUtf8(input);
  const bodyBytes = utf8(text.slice('{"body":'.length, -`,"signature":"${signature}"}`.length));
  return { body, signature: fromBase64url(signature), S: hashOf(bodyBytes), text, bodyBytes };
}

// A schema visits every item before it counts them, so that lists are counted first.
function refuseLists(json: unknown): void {
  const body = (json as { readonly body?: { readonly changes?: unknown; readonly consents?: unknown } | null } | null)
    ?.body;
  const longer = (list: unknown, most: number): boolean => Array.isArray(list) && list.length > most;
  if (longer(body?.changes, MAX_CHANGES) || longer(body?.consents, MAX_CONSENTS)) refuse('roster.too-large');
}

/**
 * Checks the author's signature.
 * @param authorKey - the author's Ed25519 signature key, 32 bytes
 * @throws `roster.signature`
 */
export function verifyRosterSignature(networkId: Uint8Array, statement: RosterStatement, authorKey: Uint8Array): void {
  if (!verifySignature(statement.signature, messageOf(networkId, statement.bodyBytes), authorKey)) {
    refuse('roster.signature');
  }
}

/**
 * Checks that an author of the new roster brings a secret with wraps, and a leaver none: a leaver knows no later secret (protocol 2.4).
 * @throws `roster.secret`
 */
export function verifySecret(body: RosterBody, authorStays: boolean): void {
  if ((body.secret !== '') !== authorStays) refuse('roster.secret');
}
