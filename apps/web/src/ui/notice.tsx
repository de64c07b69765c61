import type { ReactElement, ReactNode } from 'react';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

const ICONS = {
  info: 'clock',
  ok: 'shield',
  warn: 'alert',
  critical: 'broken',
  gap: 'alert',
  calm: 'info',
} as const satisfies Readonly<Record<string, IconName>>;

/** What a notice may be given. */
export interface NoticeProps {
  /** `gap` stands in a list where something is missing, `calm` where something was done on purpose. */
  readonly tone: keyof typeof ICONS;
  readonly icon?: IconName;
  /** What happened, in bold. */
  readonly title?: string;
  /** A button or a link, at the end. */
  readonly action?: ReactNode;
  /** Says it at once to a screen reader: for what comes while somebody is at work. */
  readonly isAnnounced?: boolean;
  readonly children?: ReactNode;
}

/** What happened, what it means, what to do. */
export function Notice({ tone, icon = ICONS[tone], title, action, isAnnounced, children }: NoticeProps): ReactElement {
  const isInPlace = tone === 'gap' || tone === 'calm';
  return (
    <div
      className={isInPlace ? classes('gap', tone === 'calm' && 'calm') : classes('note', tone !== 'info' && tone)}
      role={isAnnounced === true ? (tone === 'critical' ? 'alert' : 'status') : 'note'}
    >
      <Icon name={icon} />
      <div>
        {title !== undefined && <span className="strong">{title}</span>}
        {title !== undefined && children !== undefined && ' '}
        {children}
      </div>
      {action !== undefined && <div className={classes(isInPlace && 'push')}>{action}</div>}
    </div>
  );
}
