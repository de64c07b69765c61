import { useEffect, useEffectEvent } from 'react';

/** Looks again and again, as long as the page is looked at itself. @param every - milliseconds; undefined for never */
export function useLook(look: () => unknown, every: number | undefined): void {
  const act = useEffectEvent(look);
  useEffect(() => {
    if (every === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') act();
    }, every);
    return () => {
      clearInterval(timer);
    };
  }, [every]);
}
