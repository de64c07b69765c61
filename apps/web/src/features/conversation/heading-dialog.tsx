import { useState, type ReactElement } from 'react';
import type { ConversationView } from '../../desk/api/conversations.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { TextField } from '../../ui/text-field.js';
import { useWords } from './words.js';

const SUBJECT = 200;
const REFERENCE = 100;

/** Names the matter and our reference of it. */
export function HeadingDialog(props: { readonly view: ConversationView; readonly onClose: () => void }): ReactElement {
  const { view, onClose } = props;
  const { say } = useWords();
  const [subject, setSubject] = useState(view.subject ?? '');
  const [reference, setReference] = useState(view.ours.reference ?? '');
  const act = useAct((desk, heading: { readonly subject?: string; readonly reference: string }) =>
    desk.conversations.describe(view.id, heading),
  );
  const save = (): void => {
    const named = subject.trim();
    act.mutate(
      { reference: reference.trim(), ...(named === '' || named === view.subject ? {} : { subject: named }) },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      title={say('heading.title')}
      onClose={onClose}
      isKept
      footer={
        <>
          <Button variant="primary" isPending={act.isPending} onPress={save}>
            {say('heading.save')}
          </Button>
          <Button onPress={onClose}>{say('heading.cancel')}</Button>
        </>
      }
    >
      <TextField
        label={say('heading.subject')}
        hint={say('heading.subjectHint')}
        value={subject}
        onChange={setSubject}
        maxLength={SUBJECT}
        autoFocus
      />
      <TextField
        label={say('heading.reference')}
        hint={say('heading.referenceHint')}
        value={reference}
        onChange={setReference}
        maxLength={REFERENCE}
      />
      {act.error !== null && <Fault error={act.error} />}
    </Dialog>
  );
}
