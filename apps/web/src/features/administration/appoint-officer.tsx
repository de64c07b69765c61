import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../platform/use-act.js';
import type { Appointment } from '../../desk/api/administration.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { DoneDialog } from '../../ui/done-dialog.js';
import { Fault } from '../../ui/fault.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { HandOut } from '../devices/hand-out.js';
import { Prepared } from './prepared.js';

const YEARS = ['1', '2', '3', '5'] as const;
const YEAR_DAYS = 365;

/** Appoints an officer, then hands out the invitation for their first device. */
export function AppointOfficer({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('administration');
  const appointing = useAct((desk, appointment: Appointment) => desk.administration.appoint(appointment));
  const preparing = useAct((desk, appointment: Appointment) => desk.signatures.appoint(appointment));
  if (preparing.data !== undefined)
    return (
      <DoneDialog title={t('appoint.title')} close={t('appoint.close')} onClose={onClose}>
        <Prepared line={preparing.data} />
      </DoneDialog>
    );
  if (appointing.data !== undefined)
    return (
      <DoneDialog
        title={t('appoint.done', { name: appointing.data.officer.name })}
        close={t('appoint.close')}
        onClose={onClose}
      >
        <HandOut invitation={appointing.data} />
      </DoneDialog>
    );
  return (
    <Dialog title={t('appoint.title')} onClose={onClose} isKept>
      <AppointmentForm
        isPending={appointing.isPending || preparing.isPending}
        error={appointing.error ?? preparing.error}
        onGiven={(appointment, isAdministrator) => {
          (isAdministrator ? preparing : appointing).mutate(appointment);
        }}
        onClose={onClose}
      />
    </Dialog>
  );
}

interface FormProps {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onGiven: (appointment: Appointment, isAdministrator: boolean) => void;
  readonly onClose: () => void;
}

function AppointmentForm({ isPending, error, onGiven, onClose }: FormProps): ReactElement {
  const { t } = useTranslation('administration');
  const [name, setName] = useState('');
  const [telephone, setTelephone] = useState('');
  const [email, setEmail] = useState('');
  const [years, setYears] = useState<(typeof YEARS)[number]>('3');
  const [isAdministrator, setAdministrator] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() === '') return;
    const person = { name: name.trim(), telephone: telephone.trim(), email: email.trim() };
    onGiven({ ...person, days: Number(years) * YEAR_DAYS }, isAdministrator);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="small">{t('appoint.what')}</p>
      {error !== null && error !== undefined && <Fault error={error} />}
      <TextField
        label={t('appoint.name')}
        error={isAsked && name.trim() === '' ? t('appoint.nameMissing') : undefined}
        value={name}
        onChange={setName}
        autoComplete="off"
        autoFocus
      />
      <TextField
        label={t('appoint.telephone')}
        value={telephone}
        onChange={setTelephone}
        type="tel"
        autoComplete="off"
      />
      <TextField label={t('appoint.email')} value={email} onChange={setEmail} type="email" autoComplete="off" />
      <Select
        label={t('appoint.years')}
        options={YEARS.map((count) => ({ id: count, label: t('appoint.year', { count: Number(count) }) }))}
        value={years}
        onChange={setYears}
      />
      <Checkbox
        label={t('appoint.administrator')}
        hint={t('appoint.administratorHint')}
        isSelected={isAdministrator}
        onChange={setAdministrator}
      />
      <div className="row">
        <Button variant="primary" type="submit" isPending={isPending}>
          {t(isAdministrator ? 'appoint.prepare' : 'appoint.do')}
        </Button>
        <Button variant="quiet" onPress={onClose}>
          {t('appoint.cancel')}
        </Button>
      </div>
    </form>
  );
}
