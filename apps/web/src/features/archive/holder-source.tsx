import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolderSource } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { TextField } from '../../ui/text-field.js';
import { FileField } from './file-field.js';
import { PaperLines, type LineFaults } from './paper-lines.js';
import { NO_LINES } from './typed-lines.js';

type Kind = HolderSource['is'];

/** What the part may be given. */
export interface ActAsHolderProps {
  /** What is done with the key. */
  readonly label: string;
  readonly isPending: boolean;
  readonly onAct: (source: HolderSource) => void;
}

/** Chooses the key with which somebody acts as a holder: this device's, the page's, or a file's; and acts. */
export function ActAsHolder({ label, isPending, onAct }: ActAsHolderProps): ReactElement {
  const { t } = useTranslation('archive');
  const { data } = useView(['directory', 'archive'], (desk) => desk.archive.standing());
  const [chosen, setChosen] = useState<Kind>();
  const [lines, setLines] = useState(NO_LINES);
  const [faults, setFaults] = useState<LineFaults>();
  const [file, setFile] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const checking = useAct((desk, typed: readonly string[]) => desk.archive.lineFaults(typed));
  const isHolder = data?.holder !== undefined;
  const kind = chosen ?? (isHolder ? 'here' : 'paper');
  const act = (): void => {
    if (kind === 'here') onAct({ is: 'here' });
    else if (kind === 'file') onAct({ is: 'file', text: file, passphrase });
    else
      checking.mutate(lines, {
        onSuccess: (found) => {
          setFaults(found);
          if (found.every((fault) => fault === null)) onAct({ is: 'paper', lines });
        },
      });
  };
  const options = (['here', 'paper', 'file'] as const).filter((one) => one !== 'here' || isHolder);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act();
      }}
    >
      <RadioGroup
        label={t('source.title')}
        options={options.map((id) => ({ id, label: t(`source.${id}`) }))}
        value={kind}
        onChange={setChosen}
      />
      {kind === 'paper' && (
        <PaperLines
          lines={lines}
          faults={faults}
          onChange={(typed) => {
            setLines(typed);
            // What was wrong with a line is not said of another.
            setFaults(faults?.map((fault, i) => (typed[i] === lines[i] ? fault : null)));
          }}
        />
      )}
      {kind === 'file' && (
        <>
          <FileField label={t('source.fileChoose')} onText={setFile} />
          {file !== '' && (
            <p role="status" className="small">
              {t('source.fileChosen')}
            </p>
          )}
          <TextField
            label={t('source.passphrase')}
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={setPassphrase}
          />
        </>
      )}
      {checking.error !== null && <Fault error={checking.error} />}
      <div className="row">
        <Button
          variant="primary"
          type="submit"
          isPending={isPending || checking.isPending}
          isDisabled={kind === 'file' && file === ''}
        >
          {label}
        </Button>
      </div>
    </form>
  );
}
