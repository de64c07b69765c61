import type { ReactElement } from 'react';
import { classes } from './classes.js';
import { shapes } from './icon-shapes.js';

/** The name of an icon. */
export type IconName = keyof typeof shapes;

// They point where one reads to, and turn with the direction of reading.
const DIRECTED: readonly IconName[] = ['arrow', 'back', 'leave', 'list', 'play', 'quote', 'reply', 'send', 'undo'];

/** A drawing beside a word, never instead of one: it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg
      className={classes('i', DIRECTED.includes(name) && 'mirror')}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
