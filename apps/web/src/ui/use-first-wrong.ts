import { useEffect, useRef, type RefObject } from 'react';

/** Has the first field of a form with which something is wrong take the focus, each time that something else is told. */
export function useFirstWrong(told: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], .has-error :is(input, textarea, button)')?.focus();
  }, [told]);
  return form;
}
