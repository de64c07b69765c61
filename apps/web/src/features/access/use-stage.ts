import { useEffect, useState } from 'react';
import type { Stage } from '../../desk/api/access.js';
import { onChange, type RemoteDesk } from '../../platform/desk.js';

/** What is known of where the device stands: nothing until the desk has said so for the first time, or why it could not. */
interface StageFound {
  readonly stage: Stage | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Where the device stands. */
export function useStage(desk: RemoteDesk): StageFound {
  const [stage, setStage] = useState<Stage>();
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let latest = 0;
    const look = (): void => {
      const turn = ++latest;
      desk.access.stage().then((found) => {
        if (turn === latest) setStage((held) => (isSame(held, found) ? held : found));
      }, setError);
    };
    look();
    const stop = onChange((topics) => {
      if (topics.some(([family]) => family === 'access')) look();
    });
    return () => {
      latest = Number.POSITIVE_INFINITY;
      stop();
    };
  }, [desk, tries]);
  return {
    stage,
    error,
    retry: () => {
      setError(undefined);
      setTries(tries + 1);
    },
  };
}

// What is told again and again is not drawn again and again.
function isSame(one: Stage | undefined, other: Stage): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
