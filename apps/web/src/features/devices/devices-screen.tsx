import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ApprovedDevice, DeviceLine } from '../../desk/api/devices.js';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { PageHead } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import { DeviceTable } from './device-table.js';
import { FurtherDevice } from './further-device.js';
import { GiveHistory } from './give-history.js';
import { RenewKey } from './renew-key.js';
import { RevokeDevice } from './revoke-device.js';

addCatalogue('devices', devices);

/** The officer's own devices: approve a further one, give it history, revoke one. */
export function DevicesScreen(): ReactElement {
  const { t } = useTranslation('devices');
  const { self } = useDesk();
  const mine = useView(['devices', 'mine'], (desk) => desk.devices.mine());
  const [revoked, setRevoked] = useState<DeviceLine>();
  const [given, setGiven] = useState<string>();
  const approved = ({ device }: ApprovedDevice): void => {
    setGiven(device);
  };
  const { data, error, refetch } = mine;
  return (
    <div className="page">
      <PageHead title={t('title')} lead={t('lead')} />
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && (
        <DeviceTable
          caption={t('title')}
          devices={data}
          acts={(device) =>
            device.standing === 'live' &&
            !device.isThis && (
              <>
                <Button
                  isSmall
                  onPress={() => {
                    setGiven(device.id);
                  }}
                >
                  {t('giveHistory')}
                </Button>
                <Button
                  isSmall
                  variant="grave"
                  onPress={() => {
                    setRevoked(device);
                  }}
                >
                  {t('revoke.open')}
                </Button>
              </>
            )
          }
        />
      )}
      {given !== undefined && (
        <GiveHistory
          key={given}
          device={given}
          onDone={() => {
            setGiven(undefined);
          }}
        />
      )}
      <div className="cols cols-even">
        {self.expert === undefined && <FurtherDevice onApproved={approved} />}
        <RenewKey />
        {self.expert === undefined && (
          <section className="card" aria-labelledby="leaving">
            <h2 id="leaving">{t('leaving.title')}</h2>
            <p className="small">{t('leaving.what')}</p>
            <Link to={`/hand-over/${self.officer}`}>{t('leaving.open')}</Link>
          </section>
        )}
        {self.expert === undefined && (
          <section className="card" aria-labelledby="archive">
            <h2 id="archive">{t('archive.title')}</h2>
            <p className="small">{t('archive.what')}</p>
            <Link to="/administration/archive">{t('archive.open')}</Link>
          </section>
        )}
      </div>
      {revoked !== undefined && (
        <RevokeDevice
          device={revoked}
          onClose={() => {
            setRevoked(undefined);
          }}
        />
      )}
    </div>
  );
}
