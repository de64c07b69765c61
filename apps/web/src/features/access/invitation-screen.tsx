import { useRef, useState, type DragEvent, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../platform/error-transfer.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import { useCodeWords } from './code-words.js';
import { ForStates } from './for-states.js';
import { Frame } from './frame.js';

/** Far more than the longest invitation. */
const MOST_BYTES = 1_000_000;

interface InvitationProps {
  readonly onText: (text: string) => void;
  readonly isReading: boolean;
  readonly error: unknown;
}

/** Where nothing is set up: takes an invitation from a file, dropped or chosen, or as text. */
export function InvitationScreen({ onText, isReading, error }: InvitationProps): ReactElement {
  const { t } = useTranslation('access');
  const codeWords = useCodeWords();
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const read = (chosen: File | undefined): void => {
    if (chosen === undefined) return;
    // What is too long to be one is refused as what is none.
    void chosen
      .slice(0, MOST_BYTES)
      .text()
      .then(onText, () => {
        onText('');
      });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const { files } = event.dataTransfer;
    if (files.length > 0) read(files[0]);
    else onText(event.dataTransfer.getData('text'));
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onText(text);
  };
  return (
    <Frame title={t('invitation.title')} step="invitation">
      <p>{t('invitation.lead')}</p>
      {error !== undefined && (
        <Notice tone="critical" title={t('invitation.refused')}>
          {codeWords('invitation.faults', codeOf(error))}
        </Notice>
      )}
      <div
        className={isOver ? 'drop is-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={drop}
      >
        <p>{t('invitation.drop')}</p>
        <input
          ref={file}
          type="file"
          hidden
          accept=".json,application/json,text/plain"
          onChange={(event) => {
            read(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button variant="second" icon="doc" onPress={() => file.current?.click()}>
          {t('invitation.choose')}
        </Button>
      </div>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={t('invitation.paste')}
          hint={t('invitation.pasteHint')}
          multiline
          value={text}
          onChange={setText}
          autoComplete="off"
        />
        <div className="row">
          <Button variant="primary" type="submit" isDisabled={isReading || text.trim() === ''}>
            {t('invitation.goOn')}
          </Button>
        </div>
      </form>
      <p className="hint">{t('invitation.none')}</p>
      <ForStates />
    </Frame>
  );
}
