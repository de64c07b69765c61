import type { DeviceId } from '#contracts';
import { archiveInForce, type BodyOf, type DirectoryView } from '#directory';
import { refuse } from './errors.js';
import type { HolderFile } from './holder-file.js';

/** An act as it is stated: whose it is and what it follows are added when it is signed. */
type Act<Type extends 'archive.declared' | 'archive.opened'> = Omit<BodyOf<Type>, 'subject' | 'prev'>;

/** The declaration of an archive that any `k` of these holders open together. @throws `archive.holders` for holders that cannot be declared so */
export function archiveDeclaration(k: number, holders: readonly HolderFile[]): Act<'archive.declared'> {
  const onPaper = holders.flatMap(({ paper }, i) => (paper ? [i + 1] : []));
  const [paper] = onPaper;
  if (paper === undefined || onPaper.length > 1) return refuse('archive.holders', 'exactly one holder is on paper');
  const keys = new Set(holders.flatMap(({ agreement, signature }) => [agreement, signature]));
  if (keys.size < 2 * holders.length) refuse('archive.holders', 'one holder is named twice');
  if (k < 2 || k > holders.length)
    refuse('archive.holders', `${String(k)} of ${String(holders.length)} holders cannot be asked`);
  return {
    type: 'archive.declared',
    k,
    n: holders.length,
    holders: holders.map(({ agreement }) => agreement),
    signers: holders.map(({ signature }) => signature),
    paper,
  };
}

/** The end of an archive: what is written after the next change of keys goes nowhere. */
export function archiveEnd(): Act<'archive.declared'> {
  return { type: 'archive.declared', k: 0, n: 0, holders: [], signers: [], paper: 0 };
}

/** The holders of the archive that an authority keeps now, as they would be declared again. */
export function declaredHolders(
  view: Pick<DirectoryView, 'authority'>,
  id: Parameters<DirectoryView['authority']>[0],
): HolderFile[] {
  const authority = view.authority(id);
  const archive = authority && archiveInForce(authority);
  return (archive?.holders ?? []).map((agreement, i) => ({
    comity: 'holder of an archive',
    agreement,
    signature: archive?.signers[i] ?? '',
    paper: archive?.paper === i + 1,
  }));
}

/** The opening of one's authority's archive to a device, of the one in force unless another is named. @throws `archive.unopened` */
export function archiveOpeningAct(
  view: Pick<DirectoryView, 'authority'>,
  opening: {
    readonly authority: Parameters<DirectoryView['authority']>[0];
    readonly device: DeviceId;
    readonly scope: Act<'archive.opened'>['scope'];
    readonly archive?: string | undefined;
  },
): Act<'archive.opened'> {
  const { authority, device, scope } = opening;
  const found = view.authority(authority);
  const archive =
    opening.archive ??
    (found && archiveInForce(found)?.id) ??
    refuse('archive.unopened', 'your authority keeps no archive now: name an earlier one');
  return { type: 'archive.opened', archive, scope, device };
}
