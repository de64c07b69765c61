import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerLine } from '../../desk/api/administration.js';
import type { DeviceLine } from '../../desk/api/devices.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { DeviceTable } from '../devices/device-table.js';
import { InviteDevice } from '../devices/invite-device.js';
import { RevokeDevice } from '../devices/revoke-device.js';
import { Unconfirmed } from '../devices/unconfirmed.js';

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
        {!isSelf && <Dismiss line={line} onDone={onClose} />}
      </div>
    </Dialog>
  );
}

function Dismiss({ line, onDone }: { readonly line: OfficerLine; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('administration');
  const [isMeant, setMeant] = useState(false);
  const dismissing = useAct((desk) => desk.administration.dismiss(line.officer.id));
  if (line.roles.includes('administrator')) return <p className="hint">{t('dismiss.administrator')}</p>;
  return (
    <section className="stack" aria-labelledby="dismiss">
      <h3 id="dismiss">{t('dismiss.title')}</h3>
      <p className="small">{t('dismiss.what')}</p>
      {dismissing.error !== null && <Fault error={dismissing.error} />}
      {dismissing.data?.confirmed === false && <Unconfirmed />}
      <Checkbox
        isBoxed
        label={t('dismiss.meant', { name: line.officer.name })}
        hint={t('dismiss.final')}
        isSelected={isMeant}
        onChange={setMeant}
      />
      <div className="row">
        <Button
          variant="grave"
          isDisabled={!isMeant || dismissing.isSuccess}
          isPending={dismissing.isPending}
          onPress={() => {
            dismissing.mutate(undefined, {
              onSuccess: ({ confirmed }) => {
                if (confirmed) onDone();
              },
            });
          }}
        >
          {t('dismiss.do')}
        </Button>
      </div>
    </section>
  );
}
