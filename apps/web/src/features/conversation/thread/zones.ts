import { createContext, useContext } from 'react';

/** The zones (IANA) of the offices that talk, where their pages name them. */
export interface Zones {
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** The zones by which times are shown. */
export const ZonesContext = createContext<Zones>({ ours: undefined, theirs: undefined });

/** The zones by which times are shown. */
export function useZones(): Zones {
  return useContext(ZonesContext);
}
