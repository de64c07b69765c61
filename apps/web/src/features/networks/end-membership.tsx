import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkLine, NetworkMemberLine } from '../../desk/api/networks.js';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { SigningDialog } from '../devices/signing-dialog.js';

addCatalogue('devices', devices);

interface EndProps {
  readonly network: NetworkLine;
  readonly member: NetworkMemberLine;
  readonly onClose: () => void;
}

/** Ends a membership: one's own authority leaves, or a coordinator removes it. */
export function EndMembership({ network, member: { authority }, onClose }: EndProps): ReactElement {
  const { t } = useTranslation('networks');
  const ending = useAct((desk) => desk.networks.end(network.id, authority.id));
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
