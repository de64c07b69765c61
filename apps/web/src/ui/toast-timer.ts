import { useEffect, useEffectEvent } from 'react';

/** Calls `end` after `seconds` in which nobody held it; a hold begins the time anew. */
export function useToastTimer(seconds: number, isHeld: boolean, end: () => void): void {
  const onEnd = useEffectEvent(end);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => {
      onEnd();
    }, seconds * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [seconds, isHeld]);
}
