import { useId, type ReactElement } from 'react';
import { classes } from './classes.js';

/** What a bar may be given. */
export interface ProgressProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** From 0 to 1; without it the bar says only that work goes on. */
  readonly value?: number | undefined;
}

/** How far a long work is. */
export function Progress({ label, isLabelHidden = false, value }: ProgressProps): ReactElement {
  const id = useId();
  return (
    <div className="progress">
      <span id={id} className={classes(isLabelHidden && 'vh')}>
        {label}
      </span>
      <progress aria-labelledby={id} value={value} />
    </div>
  );
}

/** Something is being fetched; what comes at once shows no bar in between. */
export function Loading({ label }: { readonly label: string }): ReactElement {
  return (
    <div className="loading" role="status">
      <Progress label={label} />
    </div>
  );
}
