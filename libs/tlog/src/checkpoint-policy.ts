import { toHex } from '#primitives';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { verifyCosignature } from './cosignature.js';
import { refuse } from './errors.js';
import { parseNote, signatureBy, verifyNote, type Note } from './note.js';
import type { VerifierKey } from './verifier-key.js';

/** Whose signatures a network asks for under a checkpoint of one log (protocol 5.4). */
export type CheckpointPolicy = {
  /** Its name is the log's origin. */
  readonly log: VerifierKey;
  readonly witnesses: readonly VerifierKey[];
  /** How many of the witnesses must have cosigned: 1 to all. */
  readonly quorum: number;
};

/** A checkpoint that satisfies a policy. */
export type VerifiedCheckpoint = Checkpoint & {
  /** The quorum-th newest cosignature time, Unix seconds: at least `quorum` witnesses vouch for a time this late or later. */
  readonly at: number;
  /** The note it was read from, as it stood. */
  readonly note: string;
};

/**
 * Returns if a policy can be kept: a log's key, witnesses' keys, no public key twice, a quorum between one and all.
 * A cosignature does not cover the witness's name, so one key under two names would count twice (c2sp.org/tlog-cosignature).
 * @throws `policy.form`
 */
export function checkPolicy({ log, witnesses, quorum }: CheckpointPolicy): void {
  const keys = new Set([log, ...witnesses].map((key) => toHex(key.publicKey)));
  const typed = log.type === 'ed25519' && witnesses.every((key) => key.type === 'cosignature');
  const reachable = Number.isSafeInteger(quorum) && quorum >= 1 && quorum <= witnesses.length;
  if (keys.size !== witnesses.length + 1 || !typed || !reachable) refuse('policy.form');
}

/**
 * A checkpoint that its log signed, witnessed or not: what a witness is asked to cosign.
 * @param text - a signed note from the relay: untrusted until verified
 * @throws what {@link parseNote}, {@link verifyNote} and {@link parseCheckpoint} throw; `checkpoint.origin` for another log's
 */
export function openCheckpoint(text: string, log: VerifierKey): { checkpoint: Checkpoint; note: Note } {
  const note = parseNote(text);
  verifyNote(note, log);
  const checkpoint = parseCheckpoint(note.body);
  if (checkpoint.origin !== log.name) refuse('checkpoint.origin');
  return { checkpoint, note };
}

/**
 * A checkpoint that its log signed and enough witnesses cosigned. Lines of unknown keys are ignored; a line of a known
 * key that does not verify condemns the note.
 * @param text - a signed note from the relay: untrusted until verified
 * @throws `policy.form`, `checkpoint.quorum`, and what {@link openCheckpoint} and {@link verifyCosignature} throw
 */
export function verifyCheckpoint(text: string, policy: CheckpointPolicy): VerifiedCheckpoint {
  checkPolicy(policy);
  const { checkpoint, note } = openCheckpoint(text, policy.log);
  const times = cosigned(note, policy).flatMap(({ at }) => at ?? []);
  const at = times.sort((a, b) => b - a)[policy.quorum - 1];
  if (at === undefined) return refuse('checkpoint.quorum');
  return { ...checkpoint, at, note: text };
}

/** A witness, and when it cosigned a checkpoint, Unix seconds; undefined where it did not. */
export type WitnessTime = { readonly name: string; readonly at: number | undefined };

/**
 * When each witness of a policy cosigned a checkpoint, in the order of the policy.
 * @param note - of a {@link VerifiedCheckpoint}
 * @throws what {@link verifyCheckpoint} throws
 */
export function witnessTimes(note: string, policy: CheckpointPolicy): WitnessTime[] {
  verifyCheckpoint(note, policy);
  return cosigned(parseNote(note), policy);
}

function cosigned(note: Note, { witnesses }: CheckpointPolicy): WitnessTime[] {
  return witnesses.map((witness) => {
    const line = signatureBy(note, witness);
    return { name: witness.name, at: line && verifyCosignature(note.body, line, witness) };
  });
}
