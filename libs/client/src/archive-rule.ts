import type { AuthorityId, ConversationId } from '#contracts';
import { archiveInForce, type ArchiveOpening, type DirectoryView } from '#directory';
import { fromBase64url } from '#primitives';
import { hasEnded, type Party, type Roster, type RosterDevice } from '#roster';
import type { EpochArchive, EpochRecord } from './conversation-state.js';

/** How long the next of an authority's devices waits for the one before it to post, seconds. */
const TURN = 120;

/**
 * The archives of an epoch: of each party, the one in force in the directory that the epoch's statement names. All members
 * know that directory before they write, and judge alike; what was sealed before a declaration stays out of it
 * (protocol 4.2, ADR 0020).
 */
export function archivesAt(
  roster: Pick<Roster, 'parties' | 'devices' | 'at' | 'sealed'>,
  view: Pick<DirectoryView, 'authority'> | undefined,
): EpochArchive[] {
  return archiving(roster).flatMap((authority) => {
    const found = view?.authority(authority);
    const archive = found && archiveInForce(found);
    return archive === undefined ? [] : [{ authority, archive: archive.id }];
  });
}

/** Whether {@link archivesAt} cannot be told yet: statements of an authority that may keep an archive are not fetched. */
export function areArchivesPending(
  roster: Parameters<typeof archivesAt>[0],
  view: Pick<DirectoryView, 'isPending'> | undefined,
): boolean {
  return archiving(roster).some((authority) => view?.isPending(authority) !== false);
}

/** The authorities whose archives an epoch goes into, where they keep one. */
function archiving(roster: Parameters<typeof archivesAt>[0]): AuthorityId[] {
  if (!roster.sealed) return [];
  return roster.parties
    .filter((party) => party.capacity === 'party' && !hasEnded(party, roster.at) && isPresent(roster, party))
    .map(({ authority }) => authority);
}

// A party whose last device is gone has nobody who knows the secret.
function isPresent({ devices }: Pick<Roster, 'devices'>, { authority, capacity }: Party): boolean {
  return devices.some((device) => device.authority === authority && device.capacity === capacity);
}

/** What an epoch's post follows from; undefined where its secret, or the archive, is not known here. */
export function splitOf(
  view: Pick<DirectoryView, 'authority'>,
  conversation: ConversationId,
  { S, E }: Pick<EpochRecord, 'S' | 'E'>,
  { authority, archive }: EpochArchive,
) {
  const declared = view.authority(authority)?.archives.find(({ id }) => id === archive);
  if (declared === undefined || E === undefined) return undefined;
  return {
    conversation,
    S: fromBase64url(S),
    archive: fromBase64url(archive),
    E: fromBase64url(E),
    k: declared.k,
    holders: declared.holders.map(fromBase64url),
  };
}

/**
 * Whether a device is to post by now: the first of its authority's in the roster at once, each further one later, where
 * those before it have not.
 * @param devices - of the roster, in its order
 * @param passed - since the epoch began, seconds of cosignature time
 */
export function isTurn(devices: readonly RosterDevice[], seat: RosterDevice, passed: number): boolean {
  const ours = devices.filter(({ authority, capacity }) => authority === seat.authority && capacity === 'party');
  const place = ours.findIndex(({ id }) => id === seat.id);
  return place >= 0 && passed >= place * TURN;
}

/**
 * Whether an opening covers an epoch: its archive held then, and the epoch began before the opening. What began later
 * needs an opening of its own, so that the notice always comes first.
 */
export function isCovered(epoch: Pick<EpochRecord, 'archives' | 'size'>, opening: ArchiveOpening): boolean {
  const { archives = [], size = Infinity } = epoch;
  return size <= opening.index && archives.some(({ archive }) => archive === opening.archive);
}
