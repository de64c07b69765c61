import { useEffect } from 'react';
import type { RemoteDesk } from '../../platform/desk.js';

/** Well within the shortest idle time that an authority may set. */
const AT_MOST_EVERY = 5_000;
const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Tells the desk that somebody is at it, as long as it is open. */
export function useTouch(desk: RemoteDesk, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    let told = -AT_MOST_EVERY;
    const touched = ({ timeStamp }: Event): void => {
      if (timeStamp - told < AT_MOST_EVERY) return;
      told = timeStamp;
      void desk.access.touch();
    };
    for (const input of INPUTS) addEventListener(input, touched, { capture: true, passive: true });
    return () => {
      for (const input of INPUTS) removeEventListener(input, touched, { capture: true });
    };
  }, [desk, isOpen]);
}
