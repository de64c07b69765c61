import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Topic } from '../desk/api/topics.js';
import type { RemoteDesk } from './desk.js';
import { useDesk, useView } from './use-desk.js';
import { useLook } from './use-look.js';

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
  // What went wrong stays said until it is right: it would be said anew at every look.
  const look = async (): Promise<void> => {
    if (isUnknown) queries.setQueryData(key, await ask(desk));
    else await refetch();
  };
  useLook(() => void look().catch(() => undefined), ASK_EVERY);
  return view;
}
