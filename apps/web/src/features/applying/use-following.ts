import type { ApplicationView } from '#client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { now } from '../../platform/clock.js';
import type { RemoteDesk } from '../../platform/desk.js';

const ASK_EVERY = 5_000;

/** An application as it is followed. */
interface Following {
  readonly view: ApplicationView | undefined;
  /** When it was so, Unix seconds. */
  readonly at: number;
  /** Why it is not known how it stands now. */
  readonly error: unknown;
  readonly look: () => Promise<void>;
}

/** The application behind a private link, asked for again and again while somebody looks. */
export function useFollowing(desk: RemoteDesk, link: string): Following {
  const [found, setFound] = useState<{ readonly view: ApplicationView; readonly at: number }>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);
  const look = useCallback(async (): Promise<void> => {
    const mine = ++turn.current;
    try {
      const view = await desk.applying.follow(link);
      if (mine !== turn.current) return;
      setFound({ view, at: now() });
      setError(undefined);
    } catch (caught) {
      if (mine === turn.current) setError(caught);
    }
  }, [desk, link]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const goOn = async (): Promise<void> => {
      if (document.visibilityState === 'visible') await look();
      if (!isOver) timer = setTimeout(() => void goOn(), ASK_EVERY);
    };
    void goOn();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [look]);
  return { view: found?.view, at: found?.at ?? 0, error, look };
}
