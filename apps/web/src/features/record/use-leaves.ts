import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Actor, LeafKind, LeafList } from '../../desk/api/record.js';
import { useDesk, useView } from '../../platform/use-desk.js';

/** What the reader has chosen. */
export interface LeafChoice {
  readonly kind: LeafKind | undefined;
  /** A day of the reader's calendar, such as 2026-03-01; empty for any. */
  readonly from: string;
  /** An officer or an authority, by id. */
  readonly by: string | undefined;
}

/** Leaves of the record, page by page, proved anew whenever the screen is opened. What was shown stays when the line is down. */
export function useLeaves({ kind, from, by }: LeafChoice): UseInfiniteQueryResult<InfiniteData<LeafList>> {
  const { desk } = useDesk();
  return useInfiniteQuery({
    queryKey: ['record', kind, from, by],
    queryFn: ({ pageParam: before }) => desk.record.leaves({ kind, since: beginningOf(from), before, by }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
    gcTime: Infinity,
  });
}

/** Whose acts may be asked for. */
export function useActors(): readonly Actor[] {
  const { data } = useView(['record', 'actors'], (desk) => desk.record.actors());
  return data ?? [];
}

/** The first moment of a day where the reader is, Unix seconds. */
export function beginningOf(day: string): number | undefined {
  const time = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(time) ? undefined : time / 1000;
}
