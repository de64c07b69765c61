import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceLine } from '../../desk/api/devices.js';
import { Mark } from '../../ui/mark.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { useStandingWords } from './standing-words.js';

interface DeviceTableProps {
  readonly caption: string;
  readonly devices: readonly DeviceLine[];
  readonly acts: (device: DeviceLine) => ReactNode;
}

/** Devices, and why each is trusted. */
export function DeviceTable({ caption, devices, acts }: DeviceTableProps): ReactElement {
  const { t } = useTranslation('devices');
  return (
    <Table
      caption={caption}
      columns={(['device', 'standing', 'approved', 'lastSign', 'expires', 'acts'] as const).map((column) =>
        t(`columns.${column}`),
      )}
    >
      {devices.map((device) => (
        <Row key={device.id} device={device}>
          {acts(device)}
        </Row>
      ))}
    </Table>
  );
}

function Row({ device, children }: { readonly device: DeviceLine; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('devices');
  const { id, kind, isThis, expiry, lastSign } = device;
  return (
    <tr role="row" className={isThis ? 'is-on' : undefined}>
      <th role="rowheader" scope="row" data-label={t('columns.device')}>
        <span>
          {t(`kinds.${kind}`)} {isThis && <Mark tone="chosen">{t('this')}</Mark>}
          <br />
          <small className="mono">{id}</small>
        </span>
      </th>
      <td role="cell" data-label={t('columns.standing')}>
        <Standing standing={device.standing} />
      </td>
      <td role="cell" data-label={t('columns.approved')}>
        <ApprovedBy device={device} />
      </td>
      <td role="cell" data-label={t('columns.lastSign')}>
        {isThis && t('now')}
        {!isThis && (lastSign === undefined ? t('noSign') : <Time at={lastSign} kind="date" />)}
      </td>
      <td role="cell" data-label={t('columns.expires')}>
        <Time at={expiry} kind="date" />
      </td>
      <td role="cell" data-label={t('columns.acts')}>
        {children !== false && <div className="row tight">{children}</div>}
      </td>
    </tr>
  );
}

function Standing({ standing }: Pick<DeviceLine, 'standing'>): ReactElement {
  const words = useStandingWords();
  return standing === 'live' ? (
    <Mark tone="ok" icon="shield">
      {words(standing)}
    </Mark>
  ) : (
    <Mark tone="plain" icon="x">
      {words(standing)}
    </Mark>
  );
}

function ApprovedBy({ device: { approvedBy, isThis } }: { readonly device: DeviceLine }): ReactElement {
  const { t } = useTranslation('devices');
  const named = approvedBy.map((approver) => {
    if (approver.is === 'authority-key') return t('approvedByAuthority');
    const { id, name, authority } = approver.person;
    // An outside expert is given the names of those alone with whom they sit.
    return name === id ? t('approvedByOffice', { authority: authority?.name }) : name;
  });
  return <>{named.length === 0 && !isThis ? t('approvedByAuthority') : [...new Set(named)].join(' · ')}</>;
}
