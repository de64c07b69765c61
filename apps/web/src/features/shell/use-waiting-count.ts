import { useEffect } from 'react';
import { useDesk, useView } from '../../platform/use-desk.js';

const ASK_EVERY = 30_000;

/** How many devices wait for this administrator to type their words; none for anybody else. */
export function useWaitingCount(): number {
  const { self } = useDesk();
  const { administrator } = self;
  const { data, refetch } = useView(['devices', 'waiting', administrator], async (desk) =>
    administrator ? (await desk.devices.waiting()).length : 0,
  );
  useEffect(() => {
    if (!administrator) return undefined;
    // The relay tells nobody of a request.
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void refetch();
    }, ASK_EVERY);
    return () => {
      clearInterval(timer);
    };
  }, [administrator, refetch]);
  return data ?? 0;
}
