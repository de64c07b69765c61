import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Topic } from '../desk/api/topics.js';
import type { RemoteDesk } from './desk.js';
import { useDesk, useView } from './use-desk.js';

const ASK_EVERY = 5_000;

/**
 * A view of which nobody is told when it changes: asked for again and again while somebody looks.
 * @param key - the same at every call, as `ask` is
 */
export function useAskedAgain<View>(
  key: readonly [...Topic, ...(readonly unknown[])],
  ask: (desk: RemoteDesk) => Promise<View>,
): UseQueryResult<View> {
  const { desk } = useDesk();
  const queries = useQueryClient();
  const view = useView(key, ask);
  const { refetch, isLoadingError: isUnknown } = view;
  useEffect(() => {
    // What went wrong stays said until it is right: it would be said anew at every look.
    const look = async (): Promise<void> => {
      if (isUnknown) queries.setQueryData(key, await ask(desk));
      else await refetch();
    };
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look().catch(() => undefined);
    }, ASK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }, [key, ask, desk, queries, refetch, isUnknown]);
  return view;
}
