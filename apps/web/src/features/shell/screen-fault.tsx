import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Fault } from '../../ui/fault.js';
import { PageHead } from '../../ui/page-head.js';

/** What a screen threw, in its place. */
export function ScreenFault(): ReactElement {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  return (
    <div className="page">
      <PageHead title={t('broken')} />
      <Fault
        error={error}
        onRetry={() => {
          location.reload();
        }}
      />
    </div>
  );
}
