import { type DeviceId, limits, ProblemError, type RosterSubmission } from '#contracts';
import { codeOf } from '#primitives';
import { type Roster, verifyWraps, type Wrap, wrapLeaf } from '#roster';
import { leafHash } from '#tlog';

/** A statement's wraps, checked, as they are stored: in the order of the roster, with the leaf hash of each. */
export interface CheckedWraps {
  readonly wraps: readonly Wrap[];
  /** 32 bytes a wrap, one after the other. */
  readonly leaves: Buffer;
}

/**
 * Checks that a submission brings exactly one wrap for each device of the new roster, sealed to the newest key that is
 * served of it or empty, and that they are what the statement names (protocol 2.4, 2.5). An author passes over a device
 * that is dormant, and one whose key it cannot believe; whose wrap is empty makes the next advance itself.
 * @param served - the newest number served of each device that is not dormant
 * @throws `conversation.wraps` with a code of `libs/roster`, `wrap.length` or `wrap.number` as detail
 */
export function checkedWraps(
  submitted: RosterSubmission['wraps'],
  roster: Roster,
  served: ReadonlyMap<DeviceId, number>,
): CheckedWraps {
  if (roster.wraps === undefined) {
    if (submitted.length > 0) throw new ProblemError('conversation.wraps', 'wrap.count');
    return { wraps: [], leaves: Buffer.alloc(0) };
  }
  const wraps = submitted.map(({ device, number, wrap }) => ({ device, number, wrap: bytesOf(wrap) }));
  for (const { device, number, wrap } of wraps) {
    if (wrap.length !== 0 && wrap.length !== limits.wrapBytes)
      throw new ProblemError('conversation.wraps', 'wrap.length');
    const sealedTo = wrap.length === 0 ? undefined : served.get(device);
    if (number !== sealedTo || (wrap.length > 0 && sealedTo === undefined)) {
      throw new ProblemError('conversation.wraps', 'wrap.number');
    }
  }
  try {
    verifyWraps({ devices: roster.devices.map(({ id }) => id), wraps, root: roster.wraps });
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new ProblemError('conversation.wraps', code, { cause: error });
  }
  return {
    wraps,
    leaves: Buffer.concat(wraps.map(({ device, number, wrap }) => leafHash(wrapLeaf(device, number, wrap)))),
  };
}

// Thousands of wraps in one request: Node's decoder, held to the one spelling of each value.
function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new ProblemError('request.invalid', 'wraps');
  return bytes;
}
