import { AuthorityId, type DeviceId } from '#contracts';
import { entryBytes, parseBody, parseStatement, statementHash, verifySignatures, type NetworkTerms } from '#directory';
import { fromBase64url } from '#primitives';
import { leafHash, verifyCheckpoint, verifyInclusion } from '#tlog';
import { checkpointPolicy } from './directory.js';
import { refuse } from './errors.js';
import type { ExportFile } from './export-file.js';

/** A device as the network's directory log holds it. */
export interface EnrolledSigner {
  readonly authority: AuthorityId;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/**
 * The devices whose enrolment stands in the directory's log, under a checkpoint that its witnesses cosigned, signed by the
 * device itself and by whoever approved it. That the log's relay and every client judged who may approve is theirs to say.
 * @throws what the part that does not hold is refused with
 */
export function enrolledSigners(
  { signers }: Pick<ExportFile, 'signers'>,
  terms: NetworkTerms,
): ReadonlyMap<DeviceId, EnrolledSigner> {
  const found = new Map<DeviceId, EnrolledSigner>();
  if (signers === undefined) return found;
  const { size, root } = verifyCheckpoint(signers.checkpoint, checkpointPolicy(terms, 'directory'));
  for (const { index, statement: text, inclusion } of signers.enrolments) {
    const statement = parseStatement(text);
    const body = parseBody(statement.body);
    const isOwn = body.type === 'device.enrolled' && statement.signatures.some(({ key }) => key === body.signature);
    if (body.type !== 'device.enrolled' || !isOwn || found.has(body.device))
      return refuse('export.signer', 'what stands as an enrolment is none');
    verifySignatures(terms.networkId, statement);
    const hash = leafHash(entryBytes(body.subject, statementHash(text)));
    verifyInclusion({ index, size, root, leafHash: hash, proof: inclusion.map(fromBase64url) });
    found.set(body.device, {
      authority: AuthorityId.parse(body.subject),
      publicKey: fromBase64url(body.signature),
    });
  }
  return found;
}
