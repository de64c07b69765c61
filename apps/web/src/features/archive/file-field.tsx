import { useId, useRef, useState, type DragEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
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
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  const id = useId();
  const take = (file: File | undefined): void => {
    void file?.text().then(onText);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className="stack">
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
        <p id={id}>{t('given.drop')}</p>
        <input
          ref={input}
          type="file"
          hidden
          aria-labelledby={id}
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
        <Button icon="doc" onPress={() => input.current?.click()}>
          {label}
        </Button>
      </div>
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
