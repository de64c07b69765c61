import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceLine } from '../../desk/api/devices.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Unconfirmed } from './unconfirmed.js';

interface RevokeProps {
  readonly device: DeviceLine;
  readonly onClose: () => void;
}

/** Revokes a device, after a deliberate act: it is final, and everybody sees it. */
export function RevokeDevice({ device, onClose }: RevokeProps): ReactElement {
  const { t } = useTranslation('devices');
  const [isMeant, setMeant] = useState(false);
  const revoking = useAct((desk) => desk.devices.revoke(device.id));
  return (
    <Dialog
      title={t('revoke.title')}
      onClose={onClose}
      isKept
      footer={
        <>
          <Button
            variant="grave"
            isDisabled={!isMeant || revoking.isSuccess}
            isPending={revoking.isPending}
            onPress={() => {
              revoking.mutate(undefined, {
                onSuccess: ({ confirmed }) => {
                  if (confirmed) onClose();
                },
              });
            }}
          >
            {t('revoke.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t(revoking.isSuccess ? 'revoke.close' : 'revoke.keep')}
          </Button>
        </>
      }
    >
      <p>
        {t(`kinds.${device.kind}`)} <span className="mono">{device.id}</span>
      </p>
      <p>{t('revoke.what')}</p>
      <p>{t('revoke.not')}</p>
      {revoking.error !== null && <Fault error={revoking.error} />}
      {revoking.data?.confirmed === false && <Unconfirmed />}
      <Checkbox isBoxed label={t('revoke.meant')} hint={t('revoke.final')} isSelected={isMeant} onChange={setMeant} />
    </Dialog>
  );
}
