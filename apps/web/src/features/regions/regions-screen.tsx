import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { RegionLine } from '../../desk/api/regions.js';
import directory from '../../locales/en/directory.json';
import regions from '../../locales/en/regions.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { Table } from '../../ui/table.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { RegionPage } from './region-page.js';
import { OpenInvitation } from './open-invitation.js';

addCatalogue('directory', directory);
addCatalogue('regions', regions);

/** Regional networks; or one of them, for its members and its coordinators. */
export function RegionsScreen(): ReactElement {
  const { t } = useTranslation('regions');
  const { self } = useDesk();
  const [search] = useSearchParams();
  const { data, error, refetch } = useView(['directory', 'regions'], (desk) => desk.regions.list());
  const of = search.get('of');
  const one = of === null ? undefined : data?.find(({ id }) => id === of);
  const path = (
    <nav className="small no-print" aria-label={t('path')}>
      <Link to="/directory">{t('directory')}</Link>
      {of !== null && (
        <>
          {' / '}
          <Link to="/administration/network">{t('all')}</Link>
        </>
      )}
    </nav>
  );
  const fault = error !== null && <Fault error={error} onRetry={() => void refetch()} />;
  if (one !== undefined)
    return (
      <RegionPage network={one} path={path}>
        {fault}
      </RegionPage>
    );
  return (
    <AdministrationFrame
      for="everybody"
      title={t('title')}
      lead={t('lead')}
      path={path}
      acts={self.administrator && <OpenInvitation />}
    >
      {fault}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && of === null && <Networks networks={data} />}
      {data !== undefined && of !== null && (
        <EmptyState title={t('absent')}>
          <p>{t('absentWhat')}</p>
        </EmptyState>
      )}
    </AdministrationFrame>
  );
}

function Networks({ networks: all }: { readonly networks: readonly RegionLine[] }): ReactElement {
  const { t } = useTranslation('regions');
  if (all.length === 0)
    return (
      <EmptyState title={t('none')}>
        <p>{t('noneWhat')}</p>
      </EmptyState>
    );
  return (
    <Table
      caption={t('title')}
      columns={(['network', 'coordinators', 'members', 'ours'] as const).map((column) => t(`columns.${column}`))}
    >
      {all.map((network) => (
        <Row key={network.id} network={network} />
      ))}
    </Table>
  );
}

function Row({ network }: { readonly network: RegionLine }): ReactElement {
  const { t } = useTranslation('regions');
  const { id, name, coordinators, counts, members, isCoordinated } = network;
  const isMember = members.some(({ authority }) => authority.ours);
  const parts = [isMember && t('ours.member'), isCoordinated && t('ours.coordinator')].filter((one) => one !== false);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <Link to={`?of=${encodeURIComponent(id)}`}>
          <bdi>{name}</bdi>
        </Link>
      </th>
      <td role="cell" data-label={t('columns.coordinators')}>
        {coordinators.map((one) => one.name).join(', ')}
      </td>
      <td role="cell" data-label={t('columns.members')}>
        {t('members', { count: counts.members })}
      </td>
      <td role="cell" data-label={t('columns.ours')}>
        {parts.length === 0 ? t('ours.none') : parts.join('. ')}
      </td>
    </tr>
  );
}
