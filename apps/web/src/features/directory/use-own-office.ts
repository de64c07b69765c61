import type { AuthorityEntry } from '../../desk/api/directory.js';
import { useDesk, useView } from '../../platform/use-desk.js';

/** The signed-in officer's own office. */
export interface OwnOffice {
  readonly entry: AuthorityEntry | undefined;
  /** The zone of this computer, in which all times are shown. */
  readonly zone: string;
}

/** Our office, and our time. */
export function useOwnOffice(): OwnOffice {
  const { self } = useDesk();
  const { data } = useView(['directory', self.authority], (desk) => desk.directory.authority(self.authority));
  return { entry: data, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
