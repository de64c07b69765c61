import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** The way on for somebody who was sent here by a State that is no member yet. */
export function ForStates(): ReactElement {
  const { t } = useTranslation('access');
  return (
    <p className="small for-states">
      <span>{t('forStates.who')}</span> <a href="/apply">{t('forStates.apply')}</a>
    </p>
  );
}
