import { equalBytes } from '#primitives';
import type { AddCheckpoint } from './add-checkpoint.js';
import { openCheckpoint } from './checkpoint-policy.js';
import type { Checkpoint } from './checkpoint.js';
import { refuse } from './errors.js';
import { verifyConsistency } from './proof.js';
import { emptyRoot } from './tree-hash.js';
import type { VerifierKey } from './verifier-key.js';

/** What a witness may cosign: the checkpoint to remember first, and the note body to pass to `cosign`. */
export type Witnessable = { readonly checkpoint: Checkpoint; readonly body: string };

/**
 * A witness's judgement of a request (c2sp.org/tlog-witness): what it may cosign once it has stored the checkpoint, in
 * one transaction with the reading of `last`.
 * @param last - the checkpoint this witness cosigned last for this log, undefined if none
 * @throws `witness.old-size` when the request does not start from `last` (the witness answers its size); `add-checkpoint.form`
 * when it goes back; `witness.other-root` for another root of the same size: evidence against the log; `proof.length`, `proof.refused`;
 * what {@link openCheckpoint} throws
 */
export function judgeAddCheckpoint(
  request: AddCheckpoint,
  log: VerifierKey,
  last: Checkpoint | undefined,
): Witnessable {
  const { checkpoint, note } = openCheckpoint(request.note, log);
  const { size, root } = last ?? { size: 0, root: emptyRoot() };
  if (request.oldSize > checkpoint.size) refuse('add-checkpoint.form');
  if (request.oldSize !== size) refuse('witness.old-size');
  if (checkpoint.size === size && !equalBytes(checkpoint.root, root)) refuse('witness.other-root');
  verifyConsistency({ from: size, to: checkpoint.size, fromRoot: root, toRoot: checkpoint.root, proof: request.proof });
  return { checkpoint, body: note.body };
}
