import { pageWords, shownAuthority, stateName, type ShownAuthority } from '#pages';
import { toBase64url } from '#primitives';
import { refuse } from './errors.js';
import type { KnownDirectory } from './surroundings.js';

/** The whole directory as one member has checked it, with the personal fields and texts that this member was given. */
export interface DirectoryEdition {
  readonly format: 'comity/directory/v1';
  readonly network: { readonly id: string; readonly name: string };
  /** What was checked: entries of the log, their root, the witnesses' time (Unix seconds), and the note that they signed. */
  readonly checkpoint: { readonly size: number; readonly root: string; readonly at: number; readonly note: string };
  /** Statements that the relay lists and has not given: what they change is not in here. */
  readonly missing: number;
  /** In order of State and name. */
  readonly authorities: readonly ShownAuthority[];
}

/** The directory as it stands under the newest checkpoint. @throws `directory.stale` before the first */
export function directoryEdition(
  directory: Pick<KnownDirectory, 'view' | 'checkpoint' | 'missing' | 'opened'>,
): DirectoryEdition {
  const { checkpoint, missing } = directory;
  const view = checkpoint && directory.view(checkpoint.size);
  const network = view?.network();
  if (checkpoint === undefined || view === undefined || network === undefined)
    return refuse('directory.stale', 'no checkpoint of the directory has been checked yet');
  const { size, root, at, note } = checkpoint;
  const byState = ({ state }: ShownAuthority): string => stateName(pageWords, state);
  return {
    format: 'comity/directory/v1',
    network: { id: toBase64url(network.networkId), name: network.name },
    checkpoint: { size, root: toBase64url(root), at, note },
    missing,
    authorities: view
      .authorities()
      .map((authority) => shownAuthority(authority, ({ commitment }) => directory.opened(commitment)))
      .sort((a, b) => byState(a).localeCompare(byState(b), 'en') || a.name.localeCompare(b.name, 'en')),
  };
}
