import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkLine, NetworkMemberLine } from '../../desk/api/networks.js';
import devices from '../../locales/en/devices.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Unconfirmed } from '../devices/unconfirmed.js';

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
    <Dialog
      title={t(authority.ours ? 'end.leaveTitle' : 'end.removeTitle', names)}
      onClose={onClose}
      footer={
        <>
          <Button
            variant="grave"
            isDisabled={ending.isSuccess}
            isPending={ending.isPending}
            onPress={() => {
              ending.mutate(undefined, {
                onSuccess: ({ confirmed }) => {
                  if (confirmed) onClose();
                },
              });
            }}
          >
            {t(authority.ours ? 'end.do' : 'end.doRemove')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('end.keep')}
          </Button>
        </>
      }
    >
      <p>{t('end.what')}</p>
      {ending.error !== null && <Fault error={ending.error} />}
      {ending.data?.confirmed === false && <Unconfirmed />}
    </Dialog>
  );
}
