import type { Archive, ArchiveOpening, DirectoryView } from '#directory';
import { toBase64url } from '#primitives';
import type { ArchiveRelease, ArchiveRequest } from './archive-files.js';
import { refuse } from './errors.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** An opening as the verified directory has it, and the archive that it opens. */
export interface KnownOpening {
  readonly opening: ArchiveOpening;
  readonly archive: Archive;
}

/** An opening of one's own authority's archive by its name, or the last one. @throws `archive.unopened` */
export function openingOf(
  view: Pick<DirectoryView, 'authority'>,
  { authority: own }: Pick<Surroundings['self'], 'authority'>,
  name?: string,
): KnownOpening {
  const authority = view.authority(own);
  const { openings = [], archives = [] } = authority ?? {};
  const opening = name === undefined ? openings.at(-1) : openings.find(({ id }) => id === name);
  const archive = archives.find(({ id }) => id === opening?.archive);
  return opening === undefined || archive === undefined
    ? refuse('archive.unopened', 'the directory has no such opening of an archive of your authority')
    : { opening, archive };
}

/**
 * The opening that a request or a release is about, all of what it says being so in the verified directory, and the named
 * device live.
 * @throws `archive.network`, `archive.unopened`, `archive.device`
 */
export function openingFor(
  surroundings: Pick<Surroundings, 'self' | 'directory'>,
  file: ArchiveRequest | ArchiveRelease,
): KnownOpening {
  const { self, directory } = surroundings;
  if (file.network !== toBase64url(self.networkId) || file.authority !== self.authority)
    refuse('archive.network', 'this is of another network, or of another authority');
  const known = openingOf(directory.latest, self, file.opening);
  if (known.archive.id !== file.archive) refuse('archive.unopened', 'that opening is of another archive');
  const standing = directory.latest.standing(known.opening.device, newestCheckpoint(surroundings).at);
  if (known.opening.device !== file.device || standing !== 'live')
    refuse('archive.device', 'the archive was opened to another device, or that device is not live any more');
  return known;
}
