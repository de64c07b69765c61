import type { AuthorityEntry } from '../../desk/api/directory.js';
import { useDesk, useView } from '../../platform/use-desk.js';

/** The signed-in officer's own office. */
export interface OwnOffice {
  readonly entry: AuthorityEntry | undefined;
  /** The zone in which all times are shown; this computer's where the office has published none. */
  readonly zone: string;
}

/** Our office, and our time. */
export function useOwnOffice(): OwnOffice {
  const { self } = useDesk();
  const { data } = useView(['directory', self.authority], (desk) => desk.directory.authority(self.authority));
  return { entry: data, zone: data?.hours?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone };
}
