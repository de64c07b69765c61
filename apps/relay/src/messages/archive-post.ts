import { PostedShares, ProblemError } from '#contracts';
import { parseCanonicalJson } from '#crypto/verify';
import { checkedFrame, type CheckedSend } from './message-send.js';

/** An `archive.post` of the right form: of which archive, and how many shares. */
export interface CheckedPost extends CheckedSend {
  readonly archive: string;
  readonly shares: number;
}

/** Checks the form of what came as `archive.post`; what its shares are worth its readers see. @throws `request.invalid`, `message.too-large` */
export function checkedPost(argument: unknown): CheckedPost {
  const frame = checkedFrame(argument);
  const { archive, shares } = postIn(frame.bytes);
  return { ...frame, archive, shares: shares.length };
}

function postIn(bytes: Uint8Array): PostedShares {
  try {
    return PostedShares.parse(parseCanonicalJson(bytes));
  } catch {
    throw new ProblemError('request.invalid', 'bytes');
  }
}
