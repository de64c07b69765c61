import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { AuthorityEntry } from '../../desk/api/directory.js';
import { useView } from '../../platform/use-desk.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { Mark } from '../../ui/mark.js';
import { Notice } from '../../ui/notice.js';
import { Opening } from '../../ui/opening.js';
import { PageHead } from '../../ui/page-head.js';
import { Plate } from '../../ui/plate.js';
import { PrintButton } from '../../ui/print-button.js';
import { PageUpdated, PageVersions } from '../pages/page-versions.js';
import { AuthorityPage } from './authority-page.js';
import { PageMark } from './authority-table.js';
import { Disclosure } from './disclosure.js';
import './directory.css';
import { HoursStrip } from './hours-strip.js';
import { OfficeNow } from './office-now.js';
import { useStates } from './use-states.js';

/** An authority: whether its office is open, what its law may make it disclose, and its page. */
export function AuthorityScreen(): ReactElement {
  const { t } = useTranslation('directory');
  const { authority = '' } = useParams();
  const { data, error, refetch } = useView(['directory', authority], (desk) => desk.directory.authority(authority));
  const states = useStates();
  return (
    <div className="page">
      <nav className="small no-print" aria-label={t('path')}>
        <Link to="/directory">{t('title')}</Link>
        {data !== undefined && ` / ${states.short(data)}`}
      </nav>
      {data === undefined && error === null && <Opening title={t('authority')} label={t('loading')} />}
      {data === undefined && error !== null && <PageHead title={t('authority')} />}
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Entry entry={data} />}
    </div>
  );
}

function Entry({ entry }: { readonly entry: AuthorityEntry }): ReactElement {
  const { t } = useTranslation('directory');
  const states = useStates();
  const { standing, hours, reachable, ours } = entry;
  const state = states.name(entry);
  return (
    <>
      <PageHead
        plate={<Plate side={ours ? 'ours' : 'theirs'} code={states.code(entry)} />}
        title={entry.name}
        lead={[state, entry.page?.ministry ?? ''].filter((part) => part !== '').join(', ')}
      >
        <PrintButton label={t('printPage')} />
        {!ours && standing === 'active' && reachable && (
          <Link className="btn primary" to={`/new?with=${encodeURIComponent(entry.id)}`}>
            <Icon name="plus" />
            {t('consult')}
          </Link>
        )}
      </PageHead>
      <div className="row">
        {hours !== undefined && <OfficeNow hours={hours} />}
        <PageMark line={entry} />
        {entry.page !== undefined && <PageUpdated authority={entry.id} />}
        <Mark tone="ok" icon="shield">
          {t('proof.mark')}
        </Mark>
        {entry.archive !== undefined && <Mark icon="lock">{t('proof.archive')}</Mark>}
      </div>
      {standing !== 'active' && (
        <Notice tone="critical" icon="alert" title={`${t(`standing.${standing}`)}.`}>
          {t(`standingMeans.${standing}`)}
        </Notice>
      )}
      {hours !== undefined && !ours && <HoursStrip hours={hours} />}
      {!ours && <Disclosure line={entry} />}
      <AuthorityPage entry={entry} />
      <PageVersions authority={entry.id} />
    </>
  );
}
