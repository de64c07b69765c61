import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

/** What a button may be given: all that react-aria's takes, but for its look. */
export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /** One primary on a screen; `grave` for what cannot be undone. */
  readonly variant?: 'primary' | 'second' | 'quiet' | 'grave';
  readonly icon?: IconName;
  readonly isSmall?: boolean;
  readonly children: ReactNode;
}

/**
 * A button that says what it does. While `isPending` it keeps the focus, and cannot be pressed again. (react-aria announces
 * the end of that by a reference to the button, which by then is often gone.)
 */
export function Button(props: ButtonProps): ReactElement {
  const { variant = 'second', icon, isSmall = false, isPending = false, children, onPress, type, ...rest } = props;
  const shown = isPending ? 'clock' : icon;
  return (
    <AriaButton
      {...rest}
      {...(isPending
        ? { type: 'button' as const, render: (dom) => <button {...dom} aria-disabled aria-busy /> }
        : { ...(type === undefined ? {} : { type }), ...(onPress === undefined ? {} : { onPress }) })}
      className={classes('btn', variant !== 'second' && variant, isSmall && 'small')}
    >
      {shown !== undefined && <Icon name={shown} />}
      {children}
    </AriaButton>
  );
}

/** What a button of an icon alone may be given. */
export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: IconName;
  /** What it does, for screen readers and under the pointer. */
  readonly label: string;
}

/** A button of an icon alone, for acts that everybody knows by their drawing. */
export function IconButton({
  variant = 'second',
  icon,
  label,
  isSmall = false,
  ...rest
}: IconButtonProps): ReactElement {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={classes('btn', 'icon', variant !== 'second' && variant, isSmall && 'small')}
      render={(props) => <button {...props} title={label} />}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}
