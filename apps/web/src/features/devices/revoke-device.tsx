import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceLine } from '../../desk/api/devices.js';
import { useAct } from '../../platform/use-act.js';
import { Checkbox } from '../../ui/choices.js';
import { SigningDialog } from './signing-dialog.js';

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
    <SigningDialog
      title={t('revoke.title')}
      act={t('revoke.do')}
      keep={t(revoking.isSuccess ? 'revoke.close' : 'revoke.keep')}
      signing={revoking}
      isReady={isMeant}
      isKept
      onClose={onClose}
    >
      <p>
        {t(`kinds.${device.kind}`)} <span className="mono">{device.id}</span>
      </p>
      <p>{t('revoke.what')}</p>
      <p>{t('revoke.not')}</p>
      <Checkbox isBoxed label={t('revoke.meant')} hint={t('revoke.final')} isSelected={isMeant} onChange={setMeant} />
    </SigningDialog>
  );
}
