import { useEffect, useState, type ReactElement, type ReactNode, type RefCallback } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../platform/shortcuts.js';
import { IconButton } from './button.js';
import { classes } from './classes.js';

/** What had the focus before a dialog that is shown. */
const before = new WeakMap<Element, Element>();

/** What a dialog may be given. */
export interface DialogProps {
  readonly title: string;
  /** Called by Escape, by the cross, and by a press beside the dialog unless `isKept`. */
  readonly onClose: () => void;
  /** The acts, at the foot. */
  readonly footer?: ReactNode;
  /** A press beside it does not close it: for dialogs in which somebody types. */
  readonly isKept?: boolean;
  /** As wide as the screen allows, for two columns. */
  readonly isWide?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

/** Holds the focus until it is closed, and gives it back; on a small screen it fills it. Shown for as long as it is rendered. */
export function Dialog(props: DialogProps): ReactElement {
  const { title, onClose, footer, isKept = false, isWide = false, role = 'dialog', children } = props;
  const { t } = useTranslation('ui');
  const replacing = useReplacing();
  useShortcuts({}, { isModal: true });
  return (
    <ModalOverlay
      isOpen
      isDismissable={!isKept}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="scrim"
    >
      <Modal className={classes('modal', !isWide && 'narrow')}>
        <AriaDialog ref={replacing} className="dialog" role={role}>
          <header>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton variant="quiet" icon="x" label={t('close')} onPress={onClose} />
          </header>
          <div className="dialog-in">{children}</div>
          {footer !== undefined && <footer>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Gives the focus back also where a dialog took the place of another one: react-aria would give it to what had it last, which
 * went with that one. Where what opened it went as well, the main part of the page takes it.
 */
function useReplacing(): RefCallback<HTMLElement> {
  const [back] = useState(() => {
    const focused = document.activeElement;
    const replaced = focused?.closest('.dialog') ?? undefined;
    return (replaced && before.get(replaced)) ?? focused;
  });
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (isNowhere() && back instanceof HTMLElement) back.focus();
        // In this frame react-aria looks for a place of its own.
        requestAnimationFrame(() => {
          if (isNowhere()) document.querySelector('main')?.focus({ preventScroll: true });
        });
      });
    },
    [back],
  );
  return (dialog) => {
    if (dialog !== null && back !== null) before.set(dialog, back);
  };
}

function isNowhere(): boolean {
  return document.activeElement === document.body;
}
