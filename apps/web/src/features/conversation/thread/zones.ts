import { createContext, useContext } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';

/** Zones (IANA): that of this computer, as on every screen, and that of the other office, where its page names one. */
export interface Zones {
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** The zones by which times are shown. */
export const ZonesContext = createContext<Zones>({ ours: undefined, theirs: undefined });

/** The zones of a conversation: where several others take part, that of those whom we consult first. */
export function zonesOf({ others: [theirs] }: Pick<ConversationView, 'others'>): Zones {
  return { ours: Intl.DateTimeFormat().resolvedOptions().timeZone, theirs: theirs?.zone };
}

/** The zones by which times are shown. */
export function useZones(): Zones {
  return useContext(ZonesContext);
}
