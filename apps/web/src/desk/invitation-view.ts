import type { Invitation } from '#client';
import { networkIdOf, parseBody, parseStatement, type NetworkFounded } from '#directory';
import { CodedError, fromBase64url, toHex } from '#primitives';
import type { InvitationView } from './api/access.js';

/** An invitation as it is shown before anything of it is trusted. @throws `network.founding` */
export function invitationView({ relay, founding, authority, officer }: Invitation, origin: string): InvitationView {
  const { name, roots, threshold, networkId } = founded(founding);
  return {
    relay,
    here: relay === origin,
    networkName: name,
    network: hexGroups(networkId),
    roots: roots.map((root) => hexGroups(fromBase64url(root))),
    threshold,
    authority,
    officer,
  };
}

/** Bytes as groups of four hexadecimal digits, which two people can read to each other. */
export function hexGroups(bytes: Uint8Array): readonly string[] {
  return toHex(bytes).match(/.{4}/g) ?? [];
}

function founded(text: string): NetworkFounded & { readonly networkId: Uint8Array } {
  try {
    const { body } = parseStatement(text);
    const parsed = parseBody(body);
    if (parsed.type === 'network.founded') return { ...parsed, networkId: networkIdOf(body) };
  } catch {
    // What a founding statement is refused with says nothing to whoever was handed it.
  }
  throw new CodedError('network.founding', 'this is not an invitation');
}
