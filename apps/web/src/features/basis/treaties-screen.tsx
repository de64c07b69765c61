import { instrumentIds, instruments, type Cooperation, type Instrument } from '#consultation';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useView } from '../../platform/use-desk.js';
import { Fault } from '../../ui/fault.js';
import { PageHead } from '../../ui/page-head.js';
import { PrintButton } from '../../ui/print-button.js';
import { Loading } from '../../ui/progress.js';
import { useStates } from '../directory/use-states.js';
import './basis.css';
import { addBasisCatalogues } from './catalogues.js';
import { Provisions } from './provisions.js';
import { activeOf, statesOf } from './states-of.js';

addBasisCatalogues();

/** The treaties by their official titles, where their texts are, and what their articles provide. */
export function TreatiesScreen(): ReactElement {
  const { t } = useTranslation('basis');
  const { data, error, refetch } = useView(['directory'], (desk) => desk.directory.list());
  const states = useStates();
  const lines = activeOf(data?.lines ?? []);
  return (
    <div className="page">
      <nav className="row small no-print" aria-label={t('path')}>
        <Link to="/directory">{t('directory')}</Link>
        <Link to="/directory/basis">{t('title')}</Link>
      </nav>
      <PageHead title={t('treaties.title')} lead={t('treaties.lead')}>
        <PrintButton label={t('print')} />
      </PageHead>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {instrumentIds.map((id) => (
        <Treaty
          key={id}
          treaty={instruments[id]}
          states={
            data &&
            statesOf(
              lines.filter((line) => line.instruments.includes(id)),
              states.short,
            ).map(({ label }) => label)
          }
        />
      ))}
    </div>
  );
}

interface TreatyProps {
  readonly treaty: Instrument;
  /** Absent while the directory is not read. */
  readonly states: readonly string[] | undefined;
}

function Treaty({ treaty, states }: TreatyProps): ReactElement {
  const { t, i18n } = useTranslation('basis');
  const heading = useId();
  const { id, title, supplements, depositary, scope, provisions } = treaty;
  const names = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(states ?? []);
  const lists = Object.entries(provisions) as [Cooperation, NonNullable<(typeof provisions)[Cooperation]>][];
  return (
    <section className="card stack" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {supplements !== undefined && (
        <p className="small">{t('treaties.supplements', { title: instruments[supplements].title })}</p>
      )}
      {states !== undefined && (
        <p className="small">
          {states.length === 0 ? t('treaties.notifiedNone') : t('treaties.notified', { count: states.length, names })}
        </p>
      )}
      <p className="small">
        <a href={depositary} rel="external noopener noreferrer" target="_blank">
          {t('treaties.depositary')}
        </a>
      </p>
      {scope.length + lists.length > 0 && (
        <details>
          <summary>{t('treaties.show')}</summary>
          <div className="stack">
            {scope.length > 0 && <Provisions caption={t('treaties.scope')} instrument={id} provisions={scope} />}
            {lists.map(([cooperation, list]) => (
              <Provisions
                key={cooperation}
                caption={t(`cooperation.${cooperation}`)}
                instrument={id}
                provisions={list}
              />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}
