import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../platform/use-desk.js';
import { OurPageCard } from '../pages/our-page-card.js';
import { AdministrationFrame } from './administration-frame.js';
import { NetworkIdentity } from './network-identity.js';
import { WaitingForMe } from './waiting-for-me.js';

/** Where an administrator begins: what waits for them, how the authority's page stands, the network's identity. */
export function AdministrationScreen(): ReactElement {
  const { t } = useTranslation('administration');
  const { self } = useDesk();
  return (
    <AdministrationFrame title={t('title')} lead={t('lead', { authority: self.authorityName })}>
      <div className="cols cols-side">
        <WaitingForMe />
        <div className="stack wide">
          <OurPageCard />
          <NetworkIdentity />
        </div>
      </div>
    </AdministrationFrame>
  );
}
