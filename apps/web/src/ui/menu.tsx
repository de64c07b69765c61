import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Button, IconButton, type ButtonProps } from './button.js';
import { classes } from './classes.js';
import { Icon, type IconName } from './icon.js';

/** One act of a menu. */
export interface MenuAct {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** The key that does the same. */
  readonly hint?: string;
  readonly onAction: () => void;
  readonly isDisabled?: boolean;
  /** What cannot be undone. */
  readonly isGrave?: boolean;
}

/** What a menu may be given. */
export interface MenuProps {
  /** What the button says, or means if it shows an icon alone. */
  readonly label: string;
  readonly icon?: IconName;
  /** The button shows its label beside the icon. */
  readonly isLabelShown?: boolean;
  /** Beside the label that is shown: how much waits behind it. */
  readonly mark?: ReactNode;
  readonly variant?: NonNullable<ButtonProps['variant']>;
  readonly isSmall?: boolean;
  /** For a menu that is made only when it is asked for. */
  readonly isOpenAtFirst?: boolean;
  readonly items: readonly MenuAct[];
  /** Further acts under a heading each. */
  readonly sections?: readonly { readonly title: string; readonly items: readonly MenuAct[] }[];
}

/** A button that opens a list of acts. */
export function Menu(props: MenuProps): ReactElement {
  const { label, icon = 'more', isLabelShown = false, variant = 'second', isSmall = false, items, sections } = props;
  const { isOpenAtFirst = false, mark } = props;
  const [isOpen, setOpen] = useState(false);
  // Opened once its button has the focus, which goes back there when it closes.
  useEffect(() => {
    setOpen(isOpenAtFirst);
  }, [isOpenAtFirst]);
  const every = [...items, ...(sections ?? []).flatMap((section) => section.items)];
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {isLabelShown ? (
        <Button icon={icon} variant={variant} isSmall={isSmall} autoFocus={isOpenAtFirst}>
          {label}
          {mark}
        </Button>
      ) : (
        <IconButton icon={icon} label={label} variant={variant} isSmall={isSmall} autoFocus={isOpenAtFirst} />
      )}
      <Popover className="popover">
        <AriaMenu
          className="menu"
          onAction={(id) => {
            every.find((act) => act.id === id)?.onAction();
          }}
        >
          {items.map(item)}
          {sections?.map((section) => (
            <MenuSection key={section.title}>
              <Header>{section.title}</Header>
              {section.items.map(item)}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function item({ id, label, icon, hint, isDisabled, isGrave }: MenuAct): ReactElement {
  return (
    <MenuItem
      key={id}
      id={id}
      textValue={label}
      isDisabled={isDisabled ?? false}
      className={classes(isGrave === true && 'is-grave')}
    >
      {icon !== undefined && <Icon name={icon} />}
      {label}
      {hint !== undefined && <span className="hint">{hint}</span>}
    </MenuItem>
  );
}
