import { useEffect } from 'react';
import type { WaitingDevice } from '../../desk/api/devices.js';
import { useView } from '../../platform/use-desk.js';

/** Nobody is told of a request, so that it is asked for while somebody looks. */
const ASK_EVERY = 5_000;

/** Devices that wait for approval, asked for again and again while they are looked at. */
export function useWaiting(): ReturnType<typeof useView<readonly WaitingDevice[]>> {
  const waiting = useView(['devices', 'waiting'], (desk) => desk.devices.waiting());
  const { refetch } = waiting;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refetch();
    }, ASK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }, [refetch]);
  return waiting;
}
