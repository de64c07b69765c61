import type { WaitingDevice } from '../../desk/api/devices.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';

const WAITING = ['devices', 'waiting'] as const;
const waiting = (desk: RemoteDesk): Promise<readonly WaitingDevice[]> => desk.devices.waiting();

/** Devices that wait for approval. */
export function useWaiting(): ReturnType<typeof useAskedAgain<readonly WaitingDevice[]>> {
  return useAskedAgain(WAITING, waiting);
}
