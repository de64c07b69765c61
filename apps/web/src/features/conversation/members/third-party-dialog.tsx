import { useState, type ReactElement } from 'react';
import type { Members } from '../../../desk/api/members.js';
import { useAct } from '../../../platform/use-act.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Fault } from '../../../ui/fault.js';
import { Select } from '../../../ui/select.js';
import { useToasts } from '../../../ui/toast.js';
import { useWords } from '../words.js';

const TOLD_SECONDS = 8;

/** Asks every party whether another authority may join. */
export function ThirdPartyDialog(props: {
  readonly conversation: string;
  readonly members: Members;
  readonly onClose: () => void;
}): ReactElement {
  const { conversation, members, onClose } = props;
  const { say, state } = useWords();
  const toasts = useToasts();
  const [authority, setAuthority] = useState<string>();
  const act = useAct((desk, id: string) => desk.conversations.askForParty(conversation, id));
  const ask = (): void => {
    if (authority === undefined) return;
    act.mutate(authority, {
      onSuccess: () => {
        toasts.show({ text: say('third.asked'), seconds: TOLD_SECONDS });
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={say('third.title')}
      onClose={onClose}
      isKept
      footer={
        <>
          <Button variant="primary" isPending={act.isPending} isDisabled={authority === undefined} onPress={ask}>
            {say('third.ask')}
          </Button>
          <Button onPress={onClose}>{say('third.cancel')}</Button>
        </>
      }
    >
      <Select
        label={say('third.who')}
        placeholder={say('third.choose')}
        options={members.thirds.map((third) => ({ id: third.id, label: `${state(third)}: ${third.name}` }))}
        value={authority}
        onChange={setAuthority}
      />
      <p className="hint">{say('third.what')}</p>
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}
