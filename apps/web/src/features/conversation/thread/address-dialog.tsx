import type { ReactElement } from 'react';
import { CopyButton } from '../../../ui/copy-button.js';
import { Dialog } from '../../../ui/dialog.js';
import { useWords } from '../words.js';
import { whereItLeads } from './where-it-leads.js';

/** Shows where an address leads before it is opened, as a browser reads it. */
export function AddressDialog({
  address,
  onClose,
}: {
  readonly address: string;
  readonly onClose: () => void;
}): ReactElement {
  const { say } = useWords();
  const { href, host, disguise } = whereItLeads(address);
  const label = {
    none: say('address.full'),
    letters: say('address.looksOther'),
    name: say('address.namesOther', { host }),
  }[disguise ?? 'none'];
  return (
    <Dialog
      title={say('address.title')}
      onClose={onClose}
      footer={
        <>
          <a className="btn primary" href={href} target="_blank" rel="noopener noreferrer" onClick={onClose}>
            {say('address.open')}
          </a>
          <CopyButton label={say('address.copy')} text={href} />
        </>
      }
    >
      <p>{say('address.text')}</p>
      <p>
        <span className="label">{label}</span>
        <br />
        <bdi className="mono" dir="ltr">
          {href}
        </bdi>
      </p>
    </Dialog>
  );
}
