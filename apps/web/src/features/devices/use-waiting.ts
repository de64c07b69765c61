import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WaitingDevice } from '../../desk/api/devices.js';
import { useDesk, useView } from '../../platform/use-desk.js';

/** Nobody is told of a request, so that it is asked for while somebody looks. */
const ASK_EVERY = 5_000;
const WAITING = ['devices', 'waiting'] as const;

/** Devices that wait for approval, asked for again and again while they are looked at. */
export function useWaiting(): ReturnType<typeof useView<readonly WaitingDevice[]>> {
  const { desk } = useDesk();
  const queries = useQueryClient();
  const waiting = useView(WAITING, (asked) => asked.devices.waiting());
  const { refetch, isLoadingError: isUnknown } = waiting;
  useEffect(() => {
    // What went wrong stays said until it is right: it would be said anew at every look.
    const look = async (): Promise<void> => {
      if (isUnknown) queries.setQueryData(WAITING, await desk.devices.waiting());
      else await refetch();
    };
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look().catch(() => undefined);
    }, ASK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }, [desk, queries, refetch, isUnknown]);
  return waiting;
}
