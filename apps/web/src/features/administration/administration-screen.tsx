import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerLine } from '../../desk/api/administration.js';
import type { ApprovedDevice } from '../../desk/api/devices.js';
import administration from '../../locales/en/administration.json';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import '../devices/devices.css';
import { OurPageCard } from '../pages/our-page-card.js';
import { AppointOfficer } from './appoint-officer.js';
import { ManageOfficer } from './manage-officer.js';
import { NetworkIdentity } from './network-identity.js';
import { OfficersTable } from './officers-table.js';
import { WaitingDevices } from './waiting-devices.js';

addCatalogue('devices', devices);
addCatalogue('administration', administration);

/** What an administrator does: devices that wait, officers and their devices, appointments. */
export function AdministrationScreen(): ReactElement {
  const { t } = useTranslation('administration');
  const { self } = useDesk();
  const { data, error, refetch } = useView(['devices', 'officers'], (desk) => desk.administration.officers());
  const [approved, setApproved] = useState<ApprovedDevice>();
  const [managed, setManaged] = useState<string>();
  const [isAppointing, setAppointing] = useState(false);
  const officer = data?.find((line) => line.officer.id === managed);
  if (!self.administrator)
    return (
      <div className="page">
        <PageHead title={t('title')} />
        <EmptyState title={t('notYours.title')}>
          <p>{t('notYours.what')}</p>
        </EmptyState>
      </div>
    );
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead', { authority: self.authorityName })} />
      {approved !== undefined && (
        <Notice tone="ok" title={t('approved.title', { name: approved.officer.name })} isAnnounced>
          {t('approved.what')}
        </Notice>
      )}
      <div className="cols cols-side">
        <div className="stack wide">
          <WaitingDevices onApproved={setApproved} />
          <section className="stack" aria-labelledby="officers">
            <div className="row">
              <h2 id="officers">{t('officers.title')}</h2>
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
          </section>
        </div>
        <div className="stack wide">
          <OurPageCard />
          <NetworkIdentity />
        </div>
      </div>
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
    </div>
  );
}

function inPost(officers: readonly OfficerLine[]): readonly OfficerLine[] {
  return officers.filter(({ dismissed }) => !dismissed);
}
