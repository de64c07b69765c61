import { useQuery, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Self } from '../desk/api/access.js';
import type { Topic } from '../desk/api/topics.js';
import type { RemoteDesk } from './desk.js';

interface Signed {
  readonly desk: RemoteDesk;
  readonly self: Self;
}

/** Who is signed in, and the desk they work at. */
export const DeskContext = createContext<Signed | undefined>(undefined);

/** The desk of the signed-in officer. */
export function useDesk(): Signed {
  const signed = useContext(DeskContext);
  if (signed === undefined) throw new Error('nobody is signed in');
  return signed;
}

/** A view of the desk, fetched again when the worker says that its family changed; `key` begins with the family. */
export function useView<View>(
  key: readonly [...Topic, ...(readonly unknown[])],
  ask: (desk: RemoteDesk) => Promise<View>,
): UseQueryResult<View> {
  const { desk } = useDesk();
  return useQuery({ queryKey: key, queryFn: () => ask(desk) });
}

/** Takes note that families of views changed: what is shown is asked for again, what is not once it is shown. */
export function outdate(queries: QueryClient, topics: readonly Topic[]): void {
  for (const queryKey of topics) {
    // An answer that is on its way to nobody may be of before the change, and would count as of now.
    void queries.cancelQueries({ queryKey, type: 'inactive' });
    void queries.invalidateQueries({ queryKey });
  }
}
