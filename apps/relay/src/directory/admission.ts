import { type FieldOpening, ProblemError } from '#contracts';
import { type Body, commitmentsIn, type DirectoryView, type Statement, verifyOpening } from '#directory';
import { codeOf } from '#primitives';
import { checkPolicy, parseVerifierKey } from '#tlog';
import type { LogName } from '../audit/log-name.js';
import type { Visibility } from './statements.repository.js';

/** Replay knows no time: these standings are the relay's alone to refuse. */
const BY_TIME: ReadonlySet<string> = new Set(['not-yet', 'out-of-office', 'expired']);

/** Runs what throws a code of a lib, and refuses with that code as detail. @throws `statement.refused` */
export function judged<Value>(act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new ProblemError('statement.refused', code, { cause: error });
  }
}

/**
 * That no signature is by a device whose time is over, or has not come, at the network's time.
 * @throws `statement.refused`
 */
export function refuseOutOfTime({ signatures }: Statement, view: DirectoryView, time: number): void {
  for (const { key } of signatures) {
    const device = view.deviceOfKey(key);
    if (device === undefined) continue;
    const standing = view.standing(device.id, time);
    if (BY_TIME.has(standing)) throw new ProblemError('statement.refused', `signer.${standing}`);
  }
}

/**
 * That a network's terms name this relay's own log keys, and witnesses that can be satisfied: a checkpoint nobody would
 * accept would stop everything for ever.
 * @throws `statement.refused`
 */
export function refuseForeignTerms(body: Body, verifiers: Readonly<Record<LogName, string>>): void {
  if (body.type !== 'network.founded' && body.type !== 'network.changed') return;
  for (const log of ['directory', 'audit'] as const) {
    if (body.logs[log] !== verifiers[log]) throw new ProblemError('statement.refused', 'network.logs');
    judged(() => {
      checkPolicy({
        log: parseVerifierKey(body.logs[log]),
        witnesses: body.witnesses.keys.map(parseVerifierKey),
        quorum: body.witnesses.quorum,
      });
    });
  }
}

/**
 * Each opening with who may see it: every one opens a commitment of the body, and none twice.
 * @throws `statement.refused`
 */
export function matchOpenings(
  body: Body,
  openings: readonly FieldOpening[],
): (FieldOpening & { visible: Visibility })[] {
  const fields = commitmentsIn(body);
  return openings.map((opening) => {
    const found = fields.findIndex((field) => judged(() => verifyOpening(field, opening)));
    const [field] = found < 0 ? [] : fields.splice(found, 1);
    if (field === undefined) throw new ProblemError('statement.refused', 'opening.refused');
    return { ...opening, visible: field.visible };
  });
}
