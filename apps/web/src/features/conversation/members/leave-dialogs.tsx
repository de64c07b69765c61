import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { useAct } from '../../../platform/use-act.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { useToasts } from '../../../ui/toast.js';
import { useWords } from '../words.js';

const TOLD_SECONDS = 8;

interface LeavingProps {
  readonly conversation: string;
  readonly onClose: () => void;
}

/** Leaves a conversation, which only a colleague can undo. */
export function LeaveDialog({ conversation, onClose }: LeavingProps): ReactElement {
  const { say } = useWords();
  const navigate = useNavigate();
  const act = useAct((desk) => desk.conversations.leave(conversation));
  return (
    <Dialog
      title={say('leaving.title')}
      role="alertdialog"
      onClose={onClose}
      footer={
        <>
          <Button
            variant="grave"
            isPending={act.isPending}
            onPress={() => {
              act.mutate(undefined, { onSuccess: () => void navigate('/inbox') });
            }}
          >
            {say('leaving.leave')}
          </Button>
          <Button onPress={onClose}>{say('leaving.stay')}</Button>
        </>
      }
    >
      <p>{say('leaving.text')}</p>
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}

/** Asks every party whether the conversation is over. */
export function CloseDialog({ conversation, onClose }: LeavingProps): ReactElement {
  const { say } = useWords();
  const toasts = useToasts();
  const act = useAct((desk) => desk.conversations.close(conversation));
  const close = (): void => {
    act.mutate(undefined, {
      onSuccess: () => {
        toasts.show({ text: say('closing.asked'), seconds: TOLD_SECONDS });
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={say('closing.title')}
      onClose={onClose}
      footer={
        <>
          <Button variant="primary" isPending={act.isPending} onPress={close}>
            {say('closing.close')}
          </Button>
          <Button onPress={onClose}>{say('closing.keep')}</Button>
        </>
      }
    >
      <p>{say('closing.text')}</p>
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}
