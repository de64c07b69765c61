import type { ReactElement, ReactNode } from 'react';

/** Words for screen readers alone. */
export function Hidden({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="vh">{children}</span>;
}
