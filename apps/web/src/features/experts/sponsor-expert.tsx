import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../platform/use-act.js';
import devices from '../../locales/en/devices.json';
import experts from '../../locales/en/experts.json';
import { addCatalogue } from '../../platform/i18n.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { DoneDialog } from '../../ui/done-dialog.js';
import { Fault } from '../../ui/fault.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { HandOut } from '../devices/hand-out.js';

addCatalogue('devices', devices);
addCatalogue('experts', experts);

const DAYS = ['7', '14', '30', '90'] as const;

/** Sponsors somebody from outside for one conversation, then hands out the invitation for their device. */
export function SponsorExpert(props: { readonly conversation: string; readonly onClose: () => void }): ReactElement {
  const { conversation, onClose } = props;
  const { t } = useTranslation('experts');
  const [name, setName] = useState('');
  const [days, setDays] = useState<(typeof DAYS)[number]>('14');
  const [isAsked, setAsked] = useState(false);
  const act = useAct((desk, given: string) => desk.experts.sponsor({ conversation, name: given, days: Number(days) }));
  if (act.data !== undefined)
    return (
      <DoneDialog
        title={t('sponsor.done', { name: act.data.officer.name })}
        close={t('sponsor.close')}
        onClose={onClose}
      >
        <p className="small">{t('sponsor.next')}</p>
        <HandOut invitation={act.data} />
      </DoneDialog>
    );
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '') act.mutate(name.trim());
  };
  return (
    <Dialog title={t('sponsor.title')} onClose={onClose} isKept>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="small">{t('sponsor.what')}</p>
        {act.error !== null && <Fault error={act.error} />}
        <TextField
          label={t('sponsor.name')}
          error={isAsked && name.trim() === '' ? t('sponsor.nameMissing') : undefined}
          value={name}
          onChange={setName}
          autoComplete="off"
          autoFocus
        />
        <Select
          label={t('sponsor.days')}
          options={DAYS.map((count) => ({ id: count, label: t('sponsor.day', { count: Number(count) }) }))}
          value={days}
          onChange={setDays}
        />
        <div className="row">
          <Button variant="primary" type="submit" isPending={act.isPending}>
            {t('sponsor.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('sponsor.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
