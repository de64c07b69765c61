import { useState } from 'react';

/** One thing asked of the desk from the gate: whether it is under way, and what it was refused with. */
export interface Asking<Args extends readonly unknown[]> {
  readonly ask: (...args: Args) => void;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Forgets the refusal, once what was typed is another. */
  readonly forget: () => void;
}

/** What the gate asks with; behind sign-in there is the query client. */
export function useAsking<Args extends readonly unknown[]>(act: (...args: Args) => Promise<unknown>): Asking<Args> {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const ask = (...args: Args): void => {
    setPending(true);
    setError(undefined);
    act(...args)
      .catch(setError)
      .finally(() => {
        setPending(false);
      });
  };
  return {
    ask,
    isPending,
    error,
    forget: () => {
      setError(undefined);
    },
  };
}
