import { FieldOpening, limits } from '#contracts';
import { canonicalJson, parseCanonicalJson, sign } from '#crypto';
import { parseBody, statementMessage, type AnyBody } from '#directory';
import { compareText, toBase64url } from '#primitives';
import { z } from 'zod';
import { refuse } from './errors.js';

/** Indented, with the names of persons beside it, a statement is longer than in the log. */
const MOST_CHARACTERS = 4 * limits.statementBytes;

/** A statement on its way between signers: carried by hand, signed by each, submitted when complete. */
const StatementFile = z.strictObject({
  body: z.looseObject({ type: z.string(), subject: z.string(), prev: z.string() }),
  signatures: z.array(z.strictObject({ key: z.string().max(64), signature: z.string().max(128) })),
  openings: z.array(FieldOpening).optional(),
});
/** As its schema parses it. */
export type StatementFile = z.infer<typeof StatementFile>;

/** A key that signs a statement: its public key in base64url and what signs with it. */
export interface StatementSigner {
  readonly key: string;
  sign(message: Uint8Array): Uint8Array;
}

/** The signer of an Ed25519 key pair. */
export function statementSigner(pair: {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}): StatementSigner {
  return { key: toBase64url(pair.publicKey), sign: (message) => sign({ privateKey: pair.privateKey, message }) };
}

/** The text of a statement's file. @throws `statement.type`, `statement.body` where the body has other fields than its type */
export function formatStatementFile(statement: StatementFile): string {
  parseBody(parseCanonicalJson(canonicalJson(statement.body)) as unknown as AnyBody);
  return `${JSON.stringify(statement, undefined, 2)}\n`;
}

/** The statement that a text is the file of, if it is one: from whoever gives it, untrusted. */
export function statementIn(text: string): StatementFile | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  try {
    return StatementFile.safeParse(JSON.parse(text)).data;
  } catch {
    // What is no JSON is no file of ours.
    return undefined;
  }
}

/** As {@link statementIn}. @throws `statement.file` */
export function parseStatementFile(text: string): StatementFile {
  return statementIn(text) ?? refuse('statement.file', 'this is not the file of a statement');
}

/** A statement with one key's signature added, in the place of what that key had signed before. */
export function withSignature<
  Signed extends { readonly body: object; readonly signatures: readonly { key: string; signature: string }[] },
>(networkId: Uint8Array, statement: Signed, signer: StatementSigner): Signed {
  const { key } = signer;
  const signature = toBase64url(signer.sign(statementMessage(networkId, statement.body)));
  const others = statement.signatures.filter((one) => one.key !== key);
  return { ...statement, signatures: [...others, { key, signature }].sort((a, b) => compareText(a.key, b.key)) };
}

/** The canonical text of a statement signed by all of `signers`. In founding the network id is empty (protocol 1.1). */
export function signedStatement(
  networkId: Uint8Array,
  body: object,
  signers: readonly StatementSigner[],
  others: StatementFile['signatures'] = [],
): string {
  const statement = { body, signatures: others };
  return canonicalJson(signers.reduce((signed, signer) => withSignature(networkId, signed, signer), statement));
}
