import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import type { Confirmed } from '../../desk/api/devices.js';
import { Button, type ButtonProps } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Unconfirmed } from './unconfirmed.js';

/** What the dialog of a signed act is given. */
export interface SigningDialogProps {
  readonly title: string;
  /** On the button that signs; absent where nothing can be signed. */
  readonly act: string | undefined;
  readonly variant?: ButtonProps['variant'];
  /** On the button that leaves it. */
  readonly keep: string;
  readonly signing: UseMutationResult<Confirmed, Error, void>;
  /** Whether all is there that it takes. */
  readonly isReady?: boolean;
  /** Whether it stays where somebody presses beside it. */
  readonly isKept?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Signs one statement, and closes once it stands in the cosigned log; before that it says what holds it back. */
export function SigningDialog(props: SigningDialogProps): ReactElement {
  const { title, act, variant = 'grave', keep, signing, isReady = true, isKept = false, onClose, children } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isKept={isKept}
      footer={
        <>
          {act !== undefined && (
            <Button
              variant={variant}
              isDisabled={!isReady || signing.isSuccess}
              isPending={signing.isPending}
              onPress={() => {
                signing.mutate(undefined, {
                  onSuccess: ({ confirmed }) => {
                    if (confirmed) onClose();
                  },
                });
              }}
            >
              {act}
            </Button>
          )}
          <Button variant="quiet" onPress={onClose}>
            {keep}
          </Button>
        </>
      }
    >
      {children}
      {signing.error !== null && <Fault error={signing.error} />}
      {signing.data?.confirmed === false && <Unconfirmed />}
    </Dialog>
  );
}
