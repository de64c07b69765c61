import { createContext, useContext } from 'react';

/** Zones (IANA): that of this computer, as on every screen, and that of the other office, where its page names one. */
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
