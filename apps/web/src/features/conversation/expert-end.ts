import { useSyncExternalStore } from 'react';
import type { ConversationView } from '../../desk/api/conversations.js';
import type { Line } from '../../desk/api/trust.js';
import { shownTime } from '../../platform/clock.js';
import { useDesk } from '../../platform/use-desk.js';
import { useLine } from '../trust/use-standing.js';

/** That an outside expert takes part no longer: by the date of their sponsorship, as the relay refuses them, or put out by the members. */
export type ExpertEnd =
  /** `at` in Unix seconds: the date, or when the relay was seen to refuse this device. */
  { readonly is: 'over' | 'refused'; readonly at: number } | { readonly is: 'out' };

/** How the part of whoever reads a view as an outside expert has ended; undefined while it has not. @param now - Unix seconds */
export function expertEnd(
  { experts, member }: Pick<ConversationView, 'experts' | 'member'>,
  line: Line,
  now: number,
): ExpertEnd | undefined {
  const until = experts.find(({ self }) => self)?.until;
  if (until !== undefined && until <= now) return { is: 'over', at: until };
  if (line.is === 'down' && line.refusal !== undefined) return { is: 'refused', at: line.since };
  return member ? undefined : { is: 'out' };
}

/** As {@link expertEnd}, of who is signed in; undefined of an officer. */
export function useExpertEnd(view: ConversationView): ExpertEnd | undefined {
  const { self } = useDesk();
  const line = useLine();
  // Drawn anew when it is over, and not whenever the time is looked at.
  const isOver = useSyncExternalStore(shownTime.subscribe, () => expertEnd(view, line, shownTime.at())?.is === 'over');
  return self.expert === undefined ? undefined : expertEnd(view, line, isOver ? Infinity : 0);
}
