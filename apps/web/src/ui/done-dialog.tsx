import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.js';
import { Dialog } from './dialog.js';

/** What the end of an act is given. */
export interface DoneDialogProps {
  readonly title: string;
  /** On the button that closes it. */
  readonly close: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What came of an act, which is taken along before it is closed. */
export function DoneDialog({ title, close, onClose, children }: DoneDialogProps): ReactElement {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isKept
      footer={
        <Button variant="primary" onPress={onClose}>
          {close}
        </Button>
      }
    >
      {children}
    </Dialog>
  );
}
