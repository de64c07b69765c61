import { Bytes32Text, SignatureText, limits } from '#contracts';
import { H, canonicalJson, lp, parseCanonicalJson, verifySignature, type Json } from '#crypto/verify';
import { fromBase64url, utf8 } from '#primitives';
import { z } from 'zod';
import { certain } from './certain.js';
import { refuse } from './errors.js';

/** At most this many signatures stand under one statement. */
const MAX_SIGNATURES = 64;

/** A body before its type is looked at: what every body has, and whatever else. */
export interface AnyBody {
  readonly type: string;
  readonly subject: string;
  readonly prev: string;
  readonly [field: string]: Json;
}

/** A signature of a statement: the Ed25519 public key and its signature, both unpadded base64url. */
export interface StatementSignature {
  readonly key: string;
  readonly signature: string;
}

/** A statement whose form is right; nothing is said yet of its signatures, its body's fields or its place. */
export interface Statement {
  readonly body: AnyBody;
  readonly signatures: readonly StatementSignature[];
}

const Form = z.strictObject({
  body: z.looseObject({ type: z.string(), subject: z.string(), prev: z.string() }),
  signatures: z
    .array(z.strictObject({ key: Bytes32Text, signature: SignatureText }))
    .min(1)
    .max(MAX_SIGNATURES),
});

/**
 * The statement in canonical JSON text: `{body, signatures}`, signatures sorted by key, keys distinct (protocol 1.1).
 * From the relay or an officer: untrusted; this judges form only.
 * @throws `statement.too-large`, `statement.json`, `statement.field`, `statement.signature-order`
 */
export function parseStatement(text: string): Statement {
  if (text.length > limits.statementBytes) refuse('statement.too-large');
  let value: Json;
  try {
    value = parseCanonicalJson(text);
  } catch (error) {
    return refuse('statement.json', { cause: error });
  }
  const form = Form.safeParse(value);
  if (!form.success) return refuse('statement.field');
  const { signatures } = form.data;
  // Keys are ASCII, so that JavaScript's order of texts is the order of their bytes.
  if (signatures.slice(1).some(({ key }, i) => certain(signatures[i]).key >= key)) refuse('statement.signature-order');
  return { body: (value as unknown as Statement).body, signatures };
}

/**
 * A statement whose text this device itself has parsed and verified before: its form is not judged again.
 */
export function readVerified(text: string): Statement {
  return JSON.parse(text) as Statement;
}

/** The canonical text of the body within a statement's canonical text; no body is written twice. */
export function bodyTextIn(text: string): string {
  // The last such bytes are the statement's own: keys and signatures hold no quotation mark.
  return text.slice('{"body":'.length, text.lastIndexOf(',"signatures":['));
}

/**
 * The canonical text of a statement made of a body and its signatures in any order.
 */
export function formatStatement(body: AnyBody, signatures: readonly StatementSignature[]): string {
  const sorted = [...signatures].sort((a, b) => (a.key < b.key ? -1 : 1));
  return canonicalJson({ body, signatures: sorted });
}

/**
 * What a statement's signatures cover: `lp("comity/statement/v1", networkId, JCS(body))` (protocol 1.1).
 * @param networkId - 32 bytes; empty for the founding statement
 */
export function statementMessage(networkId: Uint8Array, body: object): Uint8Array {
  return lp('comity/statement/v1', networkId, canonicalJson(body));
}

/** The id of the network a body founds: `H("comity/network/v1", JCS(founding body))`, 32 bytes (protocol 0). */
export function networkIdOf(foundingBody: object): Uint8Array {
  return H('comity/network/v1', canonicalJson(foundingBody));
}

/** `H("comity/body/v1", JCS(body))`, 32 bytes: in base64url the `prev` of the subject's next statement (protocol 1.1). */
export function bodyHash(body: object): Uint8Array {
  return bodyTextHash(canonicalJson(body));
}

/** {@link bodyHash} of a body's canonical text. */
export function bodyTextHash(text: string): Uint8Array {
  return H('comity/body/v1', text);
}

/** `H("comity/statement-bytes/v1", statement)`, 32 bytes: what the log's entry points to (protocol 1.1). */
export function statementHash(text: string): Uint8Array {
  return H('comity/statement-bytes/v1', utf8(text));
}

/**
 * That every signature is its key's over the body in this network; says nothing of who may sign.
 * @param networkId - 32 bytes; empty for the founding statement
 * @throws `statement.signature`
 */
export function verifySignatures(networkId: Uint8Array, statement: Statement): void {
  const message = statementMessage(networkId, statement.body);
  for (const { key, signature } of statement.signatures) {
    if (!verifySignature(fromBase64url(signature), message, fromBase64url(key))) refuse('statement.signature');
  }
}

/**
 * That a statement is signed by at least `threshold` of the `entitled` keys, and by no other (protocol 1.1).
 * @param networkId - 32 bytes; empty for the founding statement
 * @param entitled - public keys in base64url
 * @throws `statement.not-entitled`, `statement.too-few`, `statement.signature`
 */
export function verifyStatement(of: {
  networkId: Uint8Array;
  statement: Statement;
  entitled: readonly string[];
  threshold: number;
}): void {
  const { signatures } = of.statement;
  if (signatures.some(({ key }) => !of.entitled.includes(key))) refuse('statement.not-entitled');
  if (signatures.length < of.threshold) refuse('statement.too-few');
  verifySignatures(of.networkId, of.statement);
}
