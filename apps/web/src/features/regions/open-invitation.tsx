import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationLine } from '../../desk/api/regions.js';
import { useAct } from '../../platform/use-act.js';
import { ChooseFile, MOST_STATEMENT_BYTES } from '../../ui/choose-file.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { SigningDialog } from '../devices/signing-dialog.js';

/** Opens the file of an invitation, shows what it invites to, and accepts it as an administrator. */
export function OpenInvitation(): ReactElement {
  const { t } = useTranslation('regions');
  const looking = useAct(async (desk, file: File) => {
    const text = await file.text();
    return { text, line: await desk.regions.look(text) };
  });
  return (
    <>
      <ChooseFile
        icon="clip"
        label={t('accept.open')}
        name={t('accept.file')}
        types=".json"
        most={MOST_STATEMENT_BYTES}
        onFiles={([file]) => {
          looking.mutate(file);
        }}
      />
      {looking.error !== null && <Fault error={looking.error} />}
      {looking.data !== undefined && (
        <Invitation
          line={looking.data.line}
          text={looking.data.text}
          onClose={() => {
            looking.reset();
          }}
        />
      )}
    </>
  );
}

interface InvitationProps {
  readonly line: InvitationLine;
  readonly text: string;
  readonly onClose: () => void;
}

function Invitation({ line, text, onClose }: InvitationProps): ReactElement {
  const { t } = useTranslation('regions');
  const accepting = useAct((desk) => desk.regions.accept(text));
  const { network, authority, by, standing } = line;
  const names = { network: network.name, authority: authority.name };
  return (
    <SigningDialog
      title={t('accept.title', names)}
      act={standing === 'ready' ? t('accept.do') : undefined}
      variant="primary"
      keep={t(standing === 'ready' ? 'accept.keep' : 'accept.close')}
      signing={accepting}
      onClose={onClose}
    >
      <div className="stack">
        <p>{by === undefined ? t('accept.fromNobody', names) : t('accept.from', { by: by.name, ...names })}</p>
        {standing === 'ready' ? (
          <p>{t('accept.what')}</p>
        ) : (
          <Notice tone="warn" icon="alert" title={t(`accept.standing.${standing}`, names)} />
        )}
      </div>
    </SigningDialog>
  );
}
