import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerLine } from '../../desk/api/administration.js';
import { useNow } from '../../platform/clock.js';
import { Button } from '../../ui/button.js';
import { Mark } from '../../ui/mark.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';

interface OfficersTableProps {
  readonly officers: readonly OfficerLine[];
  readonly onManage: (officer: string) => void;
}

/** The officers of the authority and their devices. */
export function OfficersTable({ officers, onManage }: OfficersTableProps): ReactElement {
  const { t } = useTranslation('administration');
  return (
    <Table
      caption={t('officers.title')}
      columns={(['officer', 'roles', 'devices', 'until', 'state', 'acts'] as const).map((column) =>
        t(`officers.columns.${column}`),
      )}
    >
      {officers.map((line) => (
        <Row key={line.officer.id} line={line} onManage={onManage} />
      ))}
    </Table>
  );
}

function Row({
  line,
  onManage,
}: {
  readonly line: OfficerLine;
  readonly onManage: (officer: string) => void;
}): ReactElement {
  const { t } = useTranslation(['administration', 'devices']);
  const { officer, isSelf, roles, until, dismissed, devices } = line;
  const live = devices.filter(({ standing }) => standing === 'live');
  const kinds = [...new Set(live.map(({ kind }) => t(`devices:kinds.${kind}`)))].join(', ');
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span>
          {officer.name} {isSelf && t('officers.you')}
          <br />
          <small className="mono nowrap">{officer.id}</small>
        </span>
      </th>
      <td role="cell" data-label={t('officers.columns.roles')}>
        {roles.map((role) => (role === 'administrator' ? t('roles.administrator') : t('roles.officer'))).join(', ')}
      </td>
      <td role="cell" data-label={t('officers.columns.devices')}>
        {live.length === 0 ? t('officers.noDevice') : t('officers.devices', { count: live.length, kinds })}
      </td>
      <td role="cell" data-label={t('officers.columns.until')}>
        <Time at={until} kind="date" />
      </td>
      <td role="cell" data-label={t('officers.columns.state')}>
        <State line={line} />
      </td>
      <td role="cell" data-label={t('officers.columns.acts')}>
        {!dismissed && (
          <Button
            isSmall
            aria-label={t('officers.manageOf', { name: officer.name })}
            onPress={() => {
              onManage(officer.id);
            }}
          >
            {t('officers.manage')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function State({ line: { dismissed, until, devices } }: { readonly line: OfficerLine }): ReactElement {
  const { t } = useTranslation('administration');
  const now = useNow();
  if (dismissed)
    return (
      <Mark tone="plain" icon="x">
        {t('states.dismissed')}
      </Mark>
    );
  if (until <= now)
    return (
      <Mark tone="warn" icon="clock">
        {t('states.over')}
      </Mark>
    );
  if (devices.every(({ standing }) => standing !== 'live'))
    return (
      <Mark tone="dashed" icon="device">
        {t('states.noDevice')}
      </Mark>
    );
  return (
    <Mark tone="ok" icon="shield">
      {t('states.live')}
    </Mark>
  );
}
