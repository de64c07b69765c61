import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationToGive } from '../../desk/api/devices.js';
import { LinkBox } from '../../ui/link-box.js';

/** An invitation to be handed on, as a link and as a file, and what is read out beside it. */
export function HandOut({ invitation }: { readonly invitation: InvitationToGive }): ReactElement {
  const { t } = useTranslation('devices');
  const file = useFileAddress(invitation.file);
  return (
    <div className="stack">
      <p>{t('handOut.lead', { name: invitation.officer.name })}</p>
      <LinkBox label={t('handOut.link')} text={invitation.link} copy={t('handOut.copy')}>
        <a className="btn" href={file} download={invitation.fileName}>
          {t('handOut.file')}
        </a>
      </LinkBox>
      <p className="strong small" id="hand-out-network">
        {t('handOut.network')}
      </p>
      <p className="digits mono" translate="no" role="group" aria-labelledby="hand-out-network">
        {invitation.network.map((group, i) => (
          <span key={i}>{group}</span>
        ))}
      </p>
      <p className="hint">{t('handOut.next')}</p>
    </div>
  );
}

/** An address in this page for a file's text, for as long as it is shown. */
function useFileAddress(text: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [text]);
  return address;
}
