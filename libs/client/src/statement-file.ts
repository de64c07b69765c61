import { FieldOpening } from '#contracts';
import { canonicalJson, parseCanonicalJson, sign } from '#crypto';
import { parseBody, statementMessage, type AnyBody } from '#directory';
import { compareText, toBase64url } from '#primitives';
import { z } from 'zod';
import { refuse } from './errors.js';

/** A statement on its way between signers: carried by hand, signed by each, submitted when complete. */
export const StatementFile = z.strictObject({
  body: z.looseObject({ type: z.string(), subject: z.string(), prev: z.string() }),
  signatures: z.array(z.strictObject({ key: z.string(), signature: z.string() })),
  openings: z.array(FieldOpening).optional(),
});
/** As its schema parses it. */
export type StatementFile = z.infer<typeof StatementFile>;

/** The text of a statement's file. @throws `statement.type`, `statement.body` where the body has other fields than its type */
export function formatStatementFile(statement: StatementFile): string {
  parseBody(parseCanonicalJson(canonicalJson(statement.body)) as unknown as AnyBody);
  return `${JSON.stringify(statement, undefined, 2)}\n`;
}

/** A statement from the text of its file: from whoever gives it, untrusted. @throws `statement.file` */
export function parseStatementFile(text: string): StatementFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What is no JSON is no file of ours.
  }
  const parsed = StatementFile.safeParse(value);
  return parsed.success ? parsed.data : refuse('statement.file', 'this is not the file of a statement');
}

/** A statement with one key's signature added, in the place of what that key had signed before. */
export function withSignature<
  Signed extends { readonly body: object; readonly signatures: readonly { key: string; signature: string }[] },
>(
  networkId: Uint8Array,
  statement: Signed,
  { publicKey, privateKey }: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array },
): Signed {
  const key = toBase64url(publicKey);
  const signature = toBase64url(sign({ privateKey, message: statementMessage(networkId, statement.body) }));
  const others = statement.signatures.filter((one) => one.key !== key);
  return { ...statement, signatures: [...others, { key, signature }].sort((a, b) => compareText(a.key, b.key)) };
}
