import { isolated } from '#pages';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OfficerLine } from '../../desk/api/administration.js';
import type { DeviceLine } from '../../desk/api/devices.js';
import { useAct } from '../../platform/use-act.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { DeviceTable } from '../devices/device-table.js';
import { InviteDevice } from '../devices/invite-device.js';
import { RevokeDevice } from '../devices/revoke-device.js';
import { DismissOfficer } from './dismiss-officer.js';
import { Prepared } from './prepared.js';

interface ManageProps {
  readonly line: OfficerLine;
  readonly onClose: () => void;
}

/** An officer's devices: invite a further one, revoke one; or dismiss the officer. */
export function ManageOfficer({ line, onClose }: ManageProps): ReactElement {
  const { t } = useTranslation(['administration', 'devices']);
  const [revoked, setRevoked] = useState<DeviceLine>();
  const { officer, isSelf, devices } = line;
  const inviting = useAct((desk) => desk.administration.invitation(officer.id));
  if (revoked !== undefined)
    return (
      <RevokeDevice
        device={revoked}
        onClose={() => {
          setRevoked(undefined);
        }}
      />
    );
  return (
    <Dialog title={officer.name} onClose={onClose} isWide>
      <div className="stack wide">
        {devices.length === 0 ? (
          <p className="small">{t('manage.noDevice')}</p>
        ) : (
          <DeviceTable
            caption={t('manage.devices')}
            devices={devices}
            acts={(device) =>
              !device.isThis &&
              device.standing !== 'revoked' && (
                <Button
                  isSmall
                  variant="grave"
                  onPress={() => {
                    setRevoked(device);
                  }}
                >
                  {t('devices:revoke.open')}
                </Button>
              )
            }
          />
        )}
        <InviteDevice label={t('manage.invite')} inviting={inviting} />
        {!isSelf && (
          <>
            {!line.roles.includes('administrator') && <Promote line={line} />}
            <HandOverFirst officer={officer} />
            <DismissOfficer officer={officer} isAdministrator={line.roles.includes('administrator')} onDone={onClose} />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Makes an officer an administrator, together with another one. */
function Promote({ line: { officer } }: { readonly line: OfficerLine }): ReactElement {
  const { t } = useTranslation('administration');
  const preparing = useAct((desk) => desk.signatures.promote(officer.id));
  return (
    <section className="stack" aria-labelledby="promote">
      <h3 id="promote">{t('promote.title')}</h3>
      <p className="small">{t('promote.what')}</p>
      {preparing.error !== null && <Fault error={preparing.error} />}
      {preparing.data === undefined ? (
        <div className="row">
          <Button
            isPending={preparing.isPending}
            onPress={() => {
              preparing.mutate();
            }}
          >
            {t('promote.do', { name: officer.name })}
          </Button>
        </div>
      ) : (
        <Prepared line={preparing.data} />
      )}
    </section>
  );
}

/** What this device could hand over before somebody is dismissed; or that it sees nothing of theirs, and who may. */
function HandOverFirst({ officer }: Pick<OfficerLine, 'officer'>): ReactElement | undefined {
  const { t, i18n } = useTranslation('administration');
  const { data } = useView(['hand-overs', officer.id], (desk) => desk.handOvers.view(officer.id));
  if (data === undefined) return undefined;
  const { lines, successors } = data;
  const others = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(
    successors.map((one) => isolated(one.name)),
  );
  const name = isolated(officer.name);
  return (
    <section className="stack" aria-labelledby="hand-over">
      <h3 id="hand-over">{t('handOver.title')}</h3>
      {lines.length === 0 ? (
        <p className="small">
          {t('handOver.none', { name })}{' '}
          {successors.length === 0 ? t('handOver.alone', { name }) : t('handOver.others', { name, others })}
        </p>
      ) : (
        <>
          <p className="small">
            {t('handOver.what', { count: lines.filter(({ state }) => state.is === 'open').length })}
          </p>
          <Link to={`/hand-over/${officer.id}`}>{t('handOver.open')}</Link>
        </>
      )}
    </section>
  );
}
