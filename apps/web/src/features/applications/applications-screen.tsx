import type { ApplicationLine } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import application from '../../locales/en/application.json';
import { addCatalogue } from '../../platform/i18n.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { Mark } from '../../ui/mark.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { StatePlate } from '../directory/state-plate.js';
import { useStates } from '../directory/use-states.js';
import { ApplicationState } from './application-state.js';
import { useApplications } from './use-applications.js';

addCatalogue('application', application);

const COLUMNS = ['application', 'state', 'moved', 'waits'] as const;

/** The secretariat's queue: every State that has applied, and for whom each application waits. */
export function ApplicationsScreen(): ReactElement {
  const { t } = useTranslation('application');
  return (
    <AdministrationFrame for="secretariat" title={t('title')} lead={t('lead')}>
      <Queue />
    </AdministrationFrame>
  );
}

function Queue(): ReactElement {
  const { t } = useTranslation('application');
  const { data, error, refetch } = useApplications();
  return (
    <>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data?.length === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneWhat')}</p>
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <Table caption={t('title')} columns={COLUMNS.map((column) => t(`columns.${column}`))}>
          {data.map((line) => (
            <Row key={line.id} line={line} />
          ))}
        </Table>
      )}
      <p className="small muted">
        {t('where')} <span className="mono">{new URL('/apply', location.origin).href}</span>
      </p>
    </>
  );
}

function Row({
  line: { id, reference, state, at, opened, isAltered, isMissealed },
}: {
  readonly line: ApplicationLine;
}): ReactElement {
  const { t } = useTranslation('application');
  const states = useStates();
  const why = isAltered ? 'altered' : isMissealed ? 'missealed' : 'unopened';
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span className="with-plate">
          {opened !== undefined && <StatePlate side="third" state={opened.state} />}
          <span>
            {opened === undefined ? (
              <span>{t(why)}</span>
            ) : (
              <Link to={`/administration/applications/${id}`}>
                <bdi>{states.name(opened) || t('nameless')}</bdi>
              </Link>
            )}
            <br />
            <span className="small muted">
              {opened !== undefined && <bdi>{opened.authority}</bdi>} <span className="mono">{reference}</span>
            </span>
          </span>
        </span>
      </th>
      <td role="cell" data-label={t('columns.state')}>
        {isAltered ? (
          <Mark tone="critical" icon="broken">
            {t('altered')}
          </Mark>
        ) : (
          <ApplicationState state={state} />
        )}
      </td>
      <td role="cell" data-label={t('columns.moved')} className="nowrap">
        <Time at={at} kind="moment" />
      </td>
      <td role="cell" data-label={t('columns.waits')}>
        {opened === undefined ? t(`${why}What`) : t(`waits.${state}`)}
      </td>
    </tr>
  );
}
