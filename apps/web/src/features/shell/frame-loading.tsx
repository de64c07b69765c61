import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../ui/progress.js';

/** While the first screen behind sign-in is fetched. */
export function FrameLoading(): ReactElement {
  const { t } = useTranslation('shell');
  return (
    <main className="page">
      <Loading label={t('loading')} />
    </main>
  );
}
