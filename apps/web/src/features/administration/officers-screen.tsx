import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerLine } from '../../desk/api/administration.js';
import type { ApprovedDevice } from '../../desk/api/devices.js';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from './administration-frame.js';
import { AppointOfficer } from './appoint-officer.js';
import { Liaisons } from './liaisons.js';
import { ManageOfficer } from './manage-officer.js';
import { OfficersTable } from './officers-table.js';
import { SponsoredExperts } from './sponsored-experts.js';
import { WaitingDevices } from './waiting-devices.js';

addCatalogue('devices', devices);

/** The officers of an authority: devices that wait for them, their devices, appointments and dismissals. */
export function OfficersScreen(): ReactElement {
  const { t } = useTranslation('administration');
  const [approved, setApproved] = useState<ApprovedDevice>();
  return (
    <AdministrationFrame title={t('officers.title')} lead={t('officers.lead')}>
      {approved !== undefined && (
        <Notice tone="ok" title={t('approved.title', { name: approved.officer.name })} isAnnounced>
          {t('approved.what')}
        </Notice>
      )}
      <WaitingDevices onApproved={setApproved} />
      <Officers />
      <Liaisons />
      <SponsoredExperts />
    </AdministrationFrame>
  );
}

function Officers(): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useView(['devices', 'officers'], (desk) => desk.administration.officers());
  const [managed, setManaged] = useState<string>();
  const [isAppointing, setAppointing] = useState(false);
  const officer = data?.find((line) => line.officer.id === managed);
  return (
    <section className="stack" aria-labelledby="officers">
      <div className="row">
        <h2 id="officers">{t('officers.heading')}</h2>
        {data !== undefined && (
          <span className="muted small">{t('officers.count', { count: inPost(data).length })}</span>
        )}
        <span className="push">
          <Button
            icon="plus"
            onPress={() => {
              setAppointing(true);
            }}
          >
            {t('appoint.open')}
          </Button>
        </span>
      </div>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('officers.loading')} />}
      {data !== undefined && <OfficersTable officers={data} onManage={setManaged} />}
      {isAppointing && (
        <AppointOfficer
          onClose={() => {
            setAppointing(false);
          }}
        />
      )}
      {officer !== undefined && (
        <ManageOfficer
          line={officer}
          onClose={() => {
            setManaged(undefined);
          }}
        />
      )}
    </section>
  );
}

function inPost(officers: readonly OfficerLine[]): readonly OfficerLine[] {
  return officers.filter(({ dismissed }) => !dismissed);
}
