import { useState } from 'react';
import type { WaitingDevice } from '../../desk/api/devices.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';

const WAITING = ['devices', 'waiting'] as const;
const waiting = (desk: RemoteDesk): Promise<readonly WaitingDevice[]> => desk.devices.waiting();

/** Devices that wait for approval. */
export function useWaiting(): ReturnType<typeof useAskedAgain<readonly WaitingDevice[]>> {
  return useAskedAgain(WAITING, waiting);
}

/**
 * The device whose words are compared, as it waits now. It asks anew, as another request, when its words change, and waits
 * no longer once it is signed for: what was typed stays, and so does the place of the answer.
 */
export function useCompared(
  devices: readonly WaitingDevice[] | undefined,
): readonly [WaitingDevice | undefined, (compared: WaitingDevice | undefined) => void] {
  const [chosen, choose] = useState<WaitingDevice>();
  const isChosen = ({ device, officer }: WaitingDevice): boolean =>
    device === chosen?.device && officer.id === chosen.officer.id;
  return [devices?.find(isChosen) ?? chosen, choose];
}
