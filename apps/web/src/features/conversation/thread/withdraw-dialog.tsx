import type { ReactElement } from 'react';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { useWords } from '../words.js';

/** Asks before a message is withdrawn, which nobody can undo. */
export function WithdrawDialog(props: {
  readonly seq: number;
  readonly onWithdraw: () => void;
  readonly onClose: () => void;
}): ReactElement {
  const { seq, onWithdraw, onClose } = props;
  const { say } = useWords();
  return (
    <Dialog
      title={say('withdrawing.title', { seq })}
      role="alertdialog"
      onClose={onClose}
      footer={
        <>
          <Button
            variant="grave"
            onPress={() => {
              onClose();
              onWithdraw();
            }}
          >
            {say('withdrawing.withdraw')}
          </Button>
          <Button onPress={onClose}>{say('withdrawing.keep')}</Button>
        </>
      }
    >
      <p>{say('withdrawing.text')}</p>
    </Dialog>
  );
}
