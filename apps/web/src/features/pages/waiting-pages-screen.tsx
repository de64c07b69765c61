import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import pages from '../../locales/en/pages.json';
import { addCatalogue } from '../../platform/i18n.js';
import type { SubmittedPageLine } from '../../desk/api/pages.js';
import { useAct } from '../../platform/use-act.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { Unconfirmed } from '../devices/unconfirmed.js';
import { useWaitingPages } from './use-submitted.js';
import { WaitingPage } from './waiting-page.js';

addCatalogue('pages', pages);

/** The pages that wait for an administrator of the secretariat. */
export function WaitingPagesScreen(): ReactElement {
  const { t } = useTranslation('pages');
  const { data, error, refetch } = useWaitingPages();
  // Of a page that is no longer in the list: it waits no more as soon as the relay has the signature.
  const approving = useAct((desk, { id }: SubmittedPageLine) => desk.pages.approve(id));
  const { variables: signed } = approving;
  return (
    <AdministrationFrame title={t('queue.title')} lead={t('queue.lead')}>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {approving.isPending && <Loading label={t('queue.publishing')} />}
      {signed !== undefined && approving.data?.confirmed === true && (
        <Notice tone="ok" title={t('queue.published', { authority: signed.authority.name })} isAnnounced />
      )}
      {approving.data?.confirmed === false && <Unconfirmed />}
      {approving.error !== null && <Fault error={approving.error} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data?.length === 0 && (
        <EmptyState title={t('queue.none')}>
          <p>{t('queue.noneWhat')}</p>
        </EmptyState>
      )}
      {data?.map((line) => (
        <WaitingPage key={line.id} line={line} approving={approving} />
      ))}
    </AdministrationFrame>
  );
}
