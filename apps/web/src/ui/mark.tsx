import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

const TONES = {
  usual: undefined,
  plain: 'plain',
  ok: 'ok',
  warn: 'warn',
  critical: 'critical',
  chosen: 'accent',
  dashed: 'dashed',
} as const;

/** What a mark may be given. */
export interface MarkProps {
  readonly tone?: keyof typeof TONES;
  /** Goes with every tone that warns: colour alone says nothing. */
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A state in a word or two. */
export function Mark({ tone = 'usual', icon, children }: MarkProps): ReactElement {
  return (
    <span className={classes('chip', TONES[tone])}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}
