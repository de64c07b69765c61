import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Accreditation } from '../../desk/api/administration.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Select } from '../../ui/select.js';
import { Unconfirmed } from '../devices/unconfirmed.js';

const YEARS = ['1', '2', '3'] as const;
const YEAR_DAYS = 365;

/** Has an officer of another authority serve this one too, for a time. */
export function AccreditOfficer({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('administration');
  const [authority, setAuthority] = useState<string>();
  const [officer, setOfficer] = useState<string>();
  const [years, setYears] = useState<(typeof YEARS)[number]>('1');
  const { data: directory } = useView(['directory'], (desk) => desk.directory.list());
  const { data: candidates } = useView(['directory', 'candidates', authority], async (desk) =>
    authority === undefined ? [] : desk.administration.candidates(authority),
  );
  const accrediting = useAct((desk, accreditation: Accreditation) => desk.administration.accredit(accreditation));
  const others = (directory?.lines ?? []).filter(({ ours, standing }) => !ours && standing === 'active');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (officer === undefined) return;
    accrediting.mutate(
      { officer, days: Number(years) * YEAR_DAYS },
      {
        onSuccess: ({ confirmed }) => {
          if (confirmed) onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t('liaisons.form.title')} onClose={onClose} isKept>
      <form className="stack" onSubmit={submit} noValidate>
        {accrediting.error !== null && <Fault error={accrediting.error} />}
        {accrediting.data?.confirmed === false && <Unconfirmed />}
        <Select
          label={t('liaisons.form.authority')}
          placeholder={t('liaisons.form.choose')}
          options={others.map(({ id, name }) => ({ id, label: name }))}
          value={authority}
          onChange={(id) => {
            setAuthority(id);
            setOfficer(undefined);
          }}
        />
        {candidates?.length === 0 && authority !== undefined && <p className="hint">{t('liaisons.form.nobody')}</p>}
        <Select
          label={t('liaisons.form.officer')}
          placeholder={t('liaisons.form.choose')}
          options={(candidates ?? []).map(({ id, name }) => ({ id, label: name }))}
          value={officer}
          onChange={setOfficer}
          isDisabled={candidates === undefined || candidates.length === 0}
        />
        <Select
          label={t('liaisons.form.years')}
          options={YEARS.map((count) => ({ id: count, label: t('liaisons.form.year', { count: Number(count) }) }))}
          value={years}
          onChange={setYears}
        />
        <div className="row">
          <Button
            variant="primary"
            type="submit"
            isDisabled={officer === undefined || accrediting.isSuccess}
            isPending={accrediting.isPending}
          >
            {t('liaisons.form.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('liaisons.form.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
