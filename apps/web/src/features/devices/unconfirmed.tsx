import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.js';

/** What was signed has not come into the cosigned log: the relay, or its witnesses, hold it back. */
export function Unconfirmed(): ReactElement {
  const { t } = useTranslation('devices');
  return (
    <Notice tone="critical" title={t('unconfirmed.title')} isAnnounced>
      {t('unconfirmed.what')}
    </Notice>
  );
}
