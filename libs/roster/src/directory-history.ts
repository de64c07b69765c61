import type { DirectoryView } from '#directory';

/** What replay asks of one past state of the directory. */
export type RosterView = Pick<
  DirectoryView,
  'authority' | 'device' | 'isCoordinator' | 'isDesk' | 'isPending' | 'officer' | 'standing'
>;

/** The directory as it stood at any size of its log, from one's own replay of checked entries. */
export type DirectoryHistory = {
  /** The state at `size` entries; undefined while it has not been fetched. */
  view(size: number): RosterView | undefined;
  /** The log's root hash at `size`, 32 bytes; undefined while it has not been fetched. */
  root(size: number): Uint8Array | undefined;
};
