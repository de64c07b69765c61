import type { ReactElement, ReactNode } from 'react';

/** The name of a key. */
export function Kbd({ children }: { readonly children: ReactNode }): ReactElement {
  return <kbd>{children}</kbd>;
}
