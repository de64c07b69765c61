import { openShare, readArchivePost, rewrapShare, sha256, type HolderKeys } from '#crypto';
import { isOpened } from '#directory';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import type { RosterStatement } from '#roster';
import { sealingKeys, type SealingKey } from './agreement-peers.js';
import { readStatement, type ArchiveRelease, type ArchiveRequest } from './archive-files.js';
import { openingFor, type KnownOpening } from './archive-opening.js';
import type { ReadingContext } from './conversation-reader.js';
import { refuse } from './errors.js';

/** What a holder gives, and what of the request its key did not open. */
export interface Released {
  readonly release: ArchiveRelease;
  /** Posts whose share is not this holder's, or not the one they commit to. */
  readonly refused: number;
}

/**
 * Opens a holder's shares of what a request names and wraps them again to the device that the archive was opened to, and to
 * no other (protocol 4.3). The opening is taken from this client's own directory, the device's key from the logged map.
 * @throws `archive.network`, `archive.unopened`, `archive.device`, `archive.holder`, `archive.scope`, `archive.nothing`
 */
export async function releaseShares(
  { surroundings, pins }: ReadingContext,
  request: ArchiveRequest,
  holder: HolderKeys,
): Promise<Released> {
  const known = openingFor(surroundings, request);
  const { opening, archive } = known;
  const place = placeOfHolder(known, holder);
  const epochs = request.epochs.map(({ statement, posts }) => ({ statement: readStatement(statement), posts }));
  if (epochs.some(({ statement }) => !isInScope(known, statement)))
    refuse('archive.scope', 'the request names what the opening does not cover: nothing was released');
  const key = (await sealingKeys(surroundings, pins, [opening.device])).get(opening.device);
  if (key === undefined) return refuse('archive.device', 'the device has no key in the record that can be sealed to');
  const shares: ArchiveRelease['shares'] = [];
  let refused = 0;
  for (const { statement, posts } of epochs) {
    for (const post of posts) {
      const share = shareOf(known, holder, key, place, statement, fromBase64url(post));
      if (share === undefined) refused++;
      else shares.push(share);
    }
  }
  if (shares.length === 0) refuse('archive.nothing', 'this key opens no share of the request');
  const { network, authority } = request;
  const about = { network, authority, opening: opening.id, archive: archive.id, device: opening.device };
  return {
    release: { format: 'comity/archive-release/v1', ...about, number: key.number, place, shares },
    refused,
  };
}

function placeOfHolder({ archive }: KnownOpening, { agreement, signature }: HolderKeys): number {
  const at = archive.holders.indexOf(toBase64url(agreement.publicKey));
  return at < 0 || archive.signers[at] !== toBase64url(signature.publicKey)
    ? refuse('archive.holder', 'this key is not one of a holder of the archive that was opened')
    : at + 1;
}

// S binds the conversation and the size: a share of another epoch does not open under it.
function isInScope({ opening }: KnownOpening, { body }: RosterStatement): boolean {
  return isOpened(opening, body.conversation) && body.directory.size <= opening.index;
}

function shareOf(
  { opening, archive }: KnownOpening,
  { agreement }: HolderKeys,
  { number, publicKey }: SealingKey,
  i: number,
  { body, S }: RosterStatement,
  post: Uint8Array,
): ArchiveRelease['shares'][number] | undefined {
  const { conversation } = body;
  const place = { conversation, S, archive: fromBase64url(archive.id), i };
  try {
    const { shares } = readArchivePost(post);
    const { wrap, commitment } = shares[i - 1] ?? refuse('archive.form');
    const share = openShare({ ...place, privateKey: agreement.privateKey, wrap, commitment });
    const opened = fromBase64url(opening.id);
    const wrapped = rewrapShare({ ...place, opened, device: opening.device, number, publicKey, share });
    return { conversation, S: toBase64url(S), post: toBase64url(sha256(post)), wrap: toBase64url(wrapped) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
