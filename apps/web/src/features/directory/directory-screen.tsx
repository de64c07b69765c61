import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../platform/clock.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { PageHead } from '../../ui/page-head.js';
import { PrintButton } from '../../ui/print-button.js';
import { Loading } from '../../ui/progress.js';
import { AuthorityTable } from './authority-table.js';
import { DirectoryCompare } from './directory-compare.js';
import { DirectoryExport } from './directory-export.js';
import { DirectoryFilters } from './directory-filters.js';
import { everyAuthority, filtered, isNarrowed } from './directory-filter.js';
import './directory.css';
import { useStates } from './use-states.js';

/** Every authority of the network, to be looked through, filtered and printed. */
export function DirectoryScreen(): ReactElement {
  const { t } = useTranslation('directory');
  const { data, error, refetch } = useView(['directory'], (desk) => desk.directory.list());
  const [filter, setFilter] = useState(everyAuthority);
  const [isComparing, setComparing] = useState(false);
  const states = useStates();
  const now = useNow();
  const lines = useMemo(() => data?.lines ?? [], [data]);
  const found = filtered(lines, filter, (line) => [states.name(line), states.short(line)], now);
  const ofStates = lines.filter(({ functions }) => !functions.includes('secretariat'));
  const stateCount = new Set(ofStates.map(({ state }) => state)).size;
  const lead =
    data === undefined ? undefined : t('lead', { count: lines.length, states: t('states', { count: stateCount }) });
  return (
    <div className="page">
      <PageHead title={t('title')} lead={lead}>
        <PrintButton label={t('print')} />
        <Button
          icon="clock"
          onPress={() => {
            setComparing(true);
          }}
        >
          {t('compare.open')}
        </Button>
        <DirectoryExport />
      </PageHead>
      <nav className="row small no-print" aria-label={t('also.label')}>
        <Link to="/directory/basis">{t('also.basis')}</Link>
        <Link to="/directory/treaties">{t('also.treaties')}</Link>
        <Link to="/administration/network">{t('also.networks')}</Link>
      </nav>
      {isComparing && (
        <DirectoryCompare
          lines={lines}
          onClose={() => {
            setComparing(false);
          }}
        />
      )}
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && (
        <div className="cols cols-filter">
          <DirectoryFilters lines={lines} filter={filter} onChange={setFilter} />
          <div className="stack">
            <div className="row small">
              <p role="status" className="strong">
                {t('found', { count: found.length })}
              </p>
              {isNarrowed(filter) && (
                <Button
                  variant="quiet"
                  isSmall
                  onPress={() => {
                    setFilter(everyAuthority);
                  }}
                >
                  {t('filter.clear')}
                </Button>
              )}
            </div>
            {found.length === 0 ? (
              <EmptyState title={t('none.title')}>
                <p>{t('none.text')}</p>
              </EmptyState>
            ) : (
              <AuthorityTable lines={found} />
            )}
          </div>
        </div>
      )}
    </div>
  );
}
