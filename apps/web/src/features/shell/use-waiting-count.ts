import { useDesk, useView } from '../../platform/use-desk.js';
import { useLook } from '../../platform/use-look.js';

const ASK_EVERY = 30_000;

/** How many devices wait for this administrator to type their words; none for anybody else. */
export function useWaitingCount(): number {
  const { self } = useDesk();
  const { administrator } = self;
  const { data, refetch } = useView(['devices', 'waiting', administrator], async (desk) =>
    administrator ? (await desk.devices.waiting()).length : 0,
  );
  // The relay tells nobody of a request.
  useLook(refetch, administrator ? ASK_EVERY : undefined);
  return data ?? 0;
}
