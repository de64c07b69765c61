import { MOST_ARCHIVE_FILE_BYTES } from '#client/choices';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { ChooseFile } from '../../ui/choose-file.js';
import { TextField } from '../../ui/text-field.js';

/** What the field may be given. */
export interface FileFieldProps {
  /** On the button that chooses. */
  readonly label: string;
  /** Whether it may be pasted as well. */
  readonly isPasted?: boolean;
  readonly onText: (text: string) => void;
}

/** A file's text: dropped, chosen, or pasted. It is read here and goes nowhere but to this device. */
export function FileField({ label, isPasted = false, onText }: FileFieldProps): ReactElement {
  const { t } = useTranslation('archive');
  const [pasted, setPasted] = useState('');
  return (
    <div className="stack">
      <ChooseFile
        icon="doc"
        label={label}
        drop={t('given.drop')}
        most={MOST_ARCHIVE_FILE_BYTES}
        onFiles={([file]) => {
          // What cannot be read is refused as what is none.
          void file.text().then(onText, () => {
            onText('');
          });
        }}
      />
      {isPasted && (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (pasted.trim() !== '') onText(pasted);
          }}
        >
          <TextField
            label={t('given.paste')}
            multiline
            rows={2}
            value={pasted}
            onChange={setPasted}
            autoComplete="off"
          />
          <div className="row">
            <Button type="submit" isDisabled={pasted.trim() === ''}>
              {t('given.read')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
