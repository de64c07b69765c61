import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegionLine } from '../../desk/api/regions.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Select } from '../../ui/select.js';
import { useStates } from '../directory/use-states.js';

interface InviteProps {
  readonly network: RegionLine;
  readonly onClose: () => void;
}

/** Signs an invitation into a file that is handed to an administrator of the authority. */
export function InviteMember({ network, onClose }: InviteProps): ReactElement {
  const { t } = useTranslation('regions');
  const states = useStates();
  const [authority, setAuthority] = useState<string>();
  const inviting = useAct((desk, given: string) => desk.regions.invite(network.id, given));
  const options = network.others.map((one) => ({ id: one.id, label: `${states.short(one)}: ${one.name}` }));
  const invited = network.others.find(({ id }) => id === authority);
  return (
    <Dialog
      title={t('invite.title', { network: network.name })}
      onClose={onClose}
      footer={
        <>
          <Button
            variant="primary"
            isDisabled={authority === undefined}
            isPending={inviting.isPending}
            onPress={() => {
              if (authority === undefined) return;
              inviting.mutate(authority, {
                onSuccess: ({ name, file }) => {
                  save(file, name);
                },
              });
            }}
          >
            {t('invite.do')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('invite.close')}
          </Button>
        </>
      }
    >
      <div className="stack compare">
        <p>{options.length === 0 ? t('invite.everyone') : t('invite.what')}</p>
        {inviting.error !== null && <Fault error={inviting.error} />}
        {options.length > 0 && (
          <Select
            label={t('invite.authority')}
            placeholder={t('invite.choose')}
            options={options}
            value={authority}
            onChange={(id) => {
              setAuthority(id);
              inviting.reset();
            }}
          />
        )}
        {inviting.isSuccess && invited !== undefined && (
          <Notice tone="ok" title={t('invite.done', { authority: invited.name })} isAnnounced>
            {t('invite.doneWhat')}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
