import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegionLine, RegionMemberLine } from '../../desk/api/regions.js';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { SigningDialog } from '../devices/signing-dialog.js';

addCatalogue('devices', devices);

interface EndProps {
  readonly network: RegionLine;
  readonly member: RegionMemberLine;
  readonly onClose: () => void;
}

/** Ends a membership: one's own authority leaves, or a coordinator removes it. */
export function EndMembership({ network, member: { authority }, onClose }: EndProps): ReactElement {
  const { t } = useTranslation('regions');
  const ending = useAct((desk) => desk.regions.end(network.id, authority.id));
  const names = { network: network.name, authority: authority.name };
  return (
    <SigningDialog
      title={t(authority.ours ? 'end.leaveTitle' : 'end.removeTitle', names)}
      act={t(authority.ours ? 'end.do' : 'end.doRemove')}
      keep={t('end.keep')}
      signing={ending}
      onClose={onClose}
    >
      <p>{t('end.what')}</p>
    </SigningDialog>
  );
}
