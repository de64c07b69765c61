import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../platform/error-transfer.js';
import { Button } from '../../ui/button.js';
import { ChooseFile, MOST_STATEMENT_BYTES } from '../../ui/choose-file.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import { useCodeWords } from './code-words.js';
import { ForStates } from './for-states.js';
import { Frame } from './frame.js';

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
  const read = (file: File): void => {
    // What cannot be read is refused as what is none.
    void file.text().then(onText, () => {
      onText('');
    });
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
      <ChooseFile
        icon="doc"
        label={t('invitation.choose')}
        drop={t('invitation.drop')}
        types=".json,application/json,text/plain"
        most={MOST_STATEMENT_BYTES}
        onText={onText}
        onFiles={([file]) => {
          read(file);
        }}
      />
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
