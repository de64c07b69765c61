import type { ReactElement, ReactNode } from 'react';

/** What an empty place may be given. */
export interface EmptyStateProps {
  readonly title: string;
  /** Why it is empty, and what comes next. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Says that nothing is here, and why. */
export function EmptyState({ title, children, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
      {action}
    </div>
  );
}
