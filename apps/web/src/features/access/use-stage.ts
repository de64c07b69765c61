import { useEffect, useState } from 'react';
import type { Stage } from '../../desk/api/access.js';
import { onChange, type RemoteDesk } from '../../platform/desk.js';

/** Where the device stands: undefined until the desk has said so for the first time. */
export function useStage(desk: RemoteDesk): Stage | undefined {
  const [stage, setStage] = useState<Stage>();
  useEffect(() => {
    let latest = 0;
    const look = (): void => {
      const turn = ++latest;
      void desk.access.stage().then((found) => {
        if (turn === latest) setStage((held) => (isSame(held, found) ? held : found));
      });
    };
    look();
    const stop = onChange((topics) => {
      if (topics.some(([family]) => family === 'access')) look();
    });
    return () => {
      latest = Number.POSITIVE_INFINITY;
      stop();
    };
  }, [desk]);
  return stage;
}

// What is told again and again is not drawn again and again.
function isSame(one: Stage | undefined, other: Stage): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
