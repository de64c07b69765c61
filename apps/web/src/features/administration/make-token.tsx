import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenMade, TokenWish } from '../../desk/api/tokens.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choices.js';
import { DoneDialog } from '../../ui/done-dialog.js';
import { Fault } from '../../ui/fault.js';
import { LinkBox } from '../../ui/link-box.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';

const DAYS = ['30', '90', '365'] as const;

/** Makes a token for a program, and shows it this once. */
export function MakeToken(): ReactElement {
  const { t } = useTranslation('administration');
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof DAYS)[number]>('365');
  const [reads, setReads] = useState<TokenWish['reads']>('directory');
  const [isAsked, setAsked] = useState(false);
  const making = useAct((desk, wish: TokenWish) => desk.tokens.make(wish));
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '') making.mutate({ name: name.trim(), days: Number(days), reads });
  };
  const done = (): void => {
    making.reset();
    setName('');
    setAsked(false);
  };
  return (
    <form className="card stack rules" onSubmit={submit} noValidate aria-labelledby="make-token">
      <h2 id="make-token">{t('programs.make.title')}</h2>
      {making.error !== null && <Fault error={making.error} />}
      <TextField
        label={t('programs.make.name')}
        error={isAsked && name.trim() === '' ? t('programs.make.nameMissing') : undefined}
        value={name}
        onChange={setName}
        maxLength={100}
        autoComplete="off"
      />
      <RadioGroup
        label={t('programs.make.reads')}
        options={(['directory', 'record'] as const).map((id) => ({
          id,
          label: t(`programs.reads.${id}`),
          hint: t(`programs.make.${id}`),
        }))}
        value={reads}
        onChange={setReads}
      />
      <Select
        label={t('programs.make.days')}
        options={DAYS.map((count) => ({ id: count, label: t('programs.make.day', { count: Number(count) }) }))}
        value={days}
        onChange={setDays}
      />
      <div className="row">
        <Button variant="primary" type="submit" isPending={making.isPending}>
          {t('programs.make.do')}
        </Button>
      </div>
      {making.data !== undefined && <Made made={making.data} name={name.trim()} onDone={done} />}
    </form>
  );
}

interface MadeProps {
  readonly made: TokenMade;
  readonly name: string;
  readonly onDone: () => void;
}

function Made({ made: { secret, reads, address }, name, onDone }: MadeProps): ReactElement {
  const { t } = useTranslation('administration');
  return (
    <DoneDialog title={t('programs.made.title', { name })} close={t('programs.made.done')} onClose={onDone}>
      <div className="stack">
        <p>{t('programs.made.what')}</p>
        <LinkBox label={t('programs.made.label')} text={secret} copy={t('programs.made.copy')}>
          {reads === 'record' && (
            <Button
              icon="download"
              onPress={() => {
                save(new Blob([secret], { type: 'application/json' }), 'comity-auditor.json');
              }}
            >
              {t('programs.made.save')}
            </Button>
          )}
        </LinkBox>
        {reads === 'directory' && (
          <p className="small">
            {t('programs.made.how')} <code className="mono">{address}</code>
          </p>
        )}
        {reads === 'record' && <p className="small">{t('programs.made.auditor')}</p>}
      </div>
    </DoneDialog>
  );
}
