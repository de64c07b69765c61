import { AuthorityId, limits, OfficerId, StatementText } from '#contracts';
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '#primitives';
import { z } from 'zod';
import { refuse } from './errors.js';

/** What an administrator hands a new officer: where the relay is, which network this is, and who they are in it. */
export const Invitation = z.strictObject({
  /** Scheme, host and port of the relay. */
  relay: z.url({ protocol: /^https?$/ }).refine((url) => !url.endsWith('/')),
  /** The founding statement: its hash is the network's identity. */
  founding: StatementText,
  authority: AuthorityId,
  officer: OfficerId,
});
export type Invitation = z.infer<typeof Invitation>;

const FRAGMENT = '#invitation=';
/** The longest founding statement, its quotes escaped, in base64url, with room for the rest. */
const MOST_CHARACTERS = 4 * limits.statementBytes;

/**
 * The invitation as a link to the relay's web client. What stands in a fragment never reaches the relay; it is no secret
 * either: without the six words nothing comes of an invitation.
 */
export function invitationLink(invitation: Invitation): string {
  const { relay, founding, authority, officer } = invitation;
  return `${relay}/${FRAGMENT}${toBase64url(utf8(JSON.stringify({ relay, founding, authority, officer })))}`;
}

/**
 * An invitation from the text of its file, from its link, or from the code that the link ends with. Spaces and line ends in
 * a link or a code, which e-mail puts there, are passed over.
 * @throws `network.founding` when it is not one
 */
export function parseInvitation(text: string): Invitation {
  try {
    if (text.length > MOST_CHARACTERS) throw new RangeError('it is too long');
    return Invitation.parse(JSON.parse(jsonOf(text)));
  } catch (error) {
    return refuse('network.founding', 'this is not an invitation', error);
  }
}

function jsonOf(text: string): string {
  if (text.trimStart().startsWith('{')) return text;
  const packed = text.replaceAll(/\s+/g, '');
  const fragment = packed.indexOf(FRAGMENT);
  return fromUtf8(fromBase64url(fragment < 0 ? packed : packed.slice(fragment + FRAGMENT.length)));
}
