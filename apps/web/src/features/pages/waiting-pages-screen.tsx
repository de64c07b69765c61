import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import pages from '../../locales/en/pages.json';
import { addCatalogue } from '../../platform/i18n.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { useWaitingPages } from './use-submitted.js';
import { WaitingPage } from './waiting-page.js';

addCatalogue('pages', pages);

/** The pages that wait for an administrator of the secretariat. */
export function WaitingPagesScreen(): ReactElement {
  const { t } = useTranslation('pages');
  const { data, error, refetch } = useWaitingPages();
  return (
    <AdministrationFrame title={t('queue.title')} lead={t('queue.lead')}>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data?.length === 0 && (
        <EmptyState title={t('queue.none')}>
          <p>{t('queue.noneWhat')}</p>
        </EmptyState>
      )}
      {data?.map((line) => (
        <WaitingPage key={line.id} line={line} />
      ))}
    </AdministrationFrame>
  );
}
