import { useEffect, useId, useState, type ReactElement } from 'react';
import { classes } from './classes.js';

/** What comes within so long shows no bar in between, milliseconds. */
const AT_ONCE = 300;

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

/** Something is being fetched, which is announced once it does not come at once. */
export function Loading({ label }: { readonly label: string }): ReactElement {
  return (
    <div className="loading" role="status">
      {useLate() && <Progress label={label} />}
    </div>
  );
}

/** Whether it has taken longer than at once. */
export function useLate(): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, AT_ONCE);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isLate;
}
