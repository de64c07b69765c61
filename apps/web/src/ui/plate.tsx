import type { ReactElement } from 'react';
import { classes } from './classes.js';

/** What a plate may be given. */
export interface PlateProps {
  readonly side: 'ours' | 'theirs' | 'third' | 'help-desk';
  /** Two or three letters. */
  readonly code: string;
}

/** Who speaks, told apart by shape; the name stands beside it, so that it is hidden from screen readers. */
export function Plate({ side, code }: PlateProps): ReactElement {
  return (
    <span className={classes('plate', side !== 'theirs' && side)} aria-hidden="true">
      {code}
    </span>
  );
}
