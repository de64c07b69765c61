import { useRef, useState, type RefObject } from 'react';
import type { WaitingDevice } from '../../desk/api/devices.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';

const WAITING = ['devices', 'waiting'] as const;
const waiting = (desk: RemoteDesk): Promise<readonly WaitingDevice[]> => desk.devices.waiting();

/** Devices that wait for approval. */
export function useWaiting(): ReturnType<typeof useAskedAgain<readonly WaitingDevice[]>> {
  return useAskedAgain(WAITING, waiting);
}

/** The device whose words are compared, and what it takes to open and close the form for it. */
export interface Compared {
  readonly opened: WaitingDevice | undefined;
  readonly compare: (waiting: WaitingDevice) => void;
  /** Closes the form. What had the focus goes with it, so that the heading takes it. */
  readonly close: () => void;
  /** Of the heading over the devices that wait. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/**
 * The device whose words are compared, as it waits now. It asks anew, as another request, when its words change, and waits
 * no longer once it is signed for: what was typed stays, and so does the place of the answer.
 */
export function useCompared(devices: readonly WaitingDevice[] | undefined): Compared {
  const [chosen, choose] = useState<WaitingDevice>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isChosen = ({ device, officer }: WaitingDevice): boolean =>
    device === chosen?.device && officer.id === chosen.officer.id;
  const close = (): void => {
    choose(undefined);
    heading.current?.focus();
  };
  return { opened: devices?.find(isChosen) ?? chosen, compare: choose, close, heading };
}
