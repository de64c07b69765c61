import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDesk } from '../../platform/use-desk.js';
import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/button.js';
import { Kbd } from '../../ui/kbd.js';
import { useOwnOffice } from '../directory/use-own-office.js';
import { useStates } from '../directory/use-states.js';
import { TrustIndicator } from '../trust/trust-indicator.js';
import { Account } from './account.js';
import type { Overlay } from './overlay.js';
import { Zones } from './zones.js';

/** Who we are, what time it is here and there, what to find, and whether what is shown can be relied on. */
export function TopBar({ onOpen }: { readonly onOpen: (overlay: Overlay) => void }): ReactElement {
  const { t } = useTranslation(['shell', 'ui']);
  return (
    <header className="top" data-pane>
      <Link className="brand" to="/inbox">
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" aria-hidden="true">
          <circle cx="9" cy="12" r="6.2" />
          <circle cx="15" cy="12" r="6.2" />
        </svg>
        {t('product', { ns: 'ui' })}
      </Link>
      <Office />
      <button
        type="button"
        className="find find-open"
        aria-label={t('find')}
        onClick={() => {
          onOpen('palette');
        }}
      >
        <Icon name="search" />
        <span aria-hidden="true">{t('find')}</span>
        <Kbd>/</Kbd>
      </button>
      <Zones />
      <TrustIndicator />
      <IconButton
        variant="quiet"
        icon="help"
        label={t('help')}
        onPress={() => {
          onOpen('help');
        }}
      />
      <Account onKeys={() => onOpen('keys')} />
    </header>
  );
}

function Office(): ReactElement {
  const { self } = useDesk();
  const { entry } = useOwnOffice();
  const states = useStates();
  if (entry === undefined) return <div className="office" />;
  const state = states.name(entry);
  return (
    <div className="office">
      <b>{state}</b>
      {state !== entry.name && <span title={self.authorityName}>{entry.name}</span>}
    </div>
  );
}
