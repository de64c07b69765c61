import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovedDevice, WaitingDevice } from '../../desk/api/devices.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Mark } from '../../ui/mark.js';
import { Loading } from '../../ui/progress.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { ApproveDevice } from '../devices/approve-device.js';
import { useCompared, useWaiting } from '../devices/use-waiting.js';

/** Devices of the authority that wait for their six words. */
export function WaitingDevices({
  onApproved,
}: {
  readonly onApproved: (approved: ApprovedDevice) => void;
}): ReactElement {
  const { t } = useTranslation('administration');
  const { data, error, refetch } = useWaiting();
  const { opened, compare, close, heading } = useCompared(data);
  return (
    <section className="stack" aria-labelledby="waiting">
      <h2 id="waiting" ref={heading} tabIndex={-1}>
        {t('waiting.title')}
      </h2>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('waiting.loading')} />}
      {data?.length === 0 && <p className="small muted">{t('waiting.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <>
          <WaitingTable waiting={data} compared={opened?.device} onCompare={compare} />
          <p className="hint">{t('waiting.word')}</p>
        </>
      )}
      {opened !== undefined && (
        <section className="card" aria-labelledby="approve">
          <h3 id="approve">{t('waiting.approve', { name: opened.officer.name })}</h3>
          <ApproveDevice
            key={`${opened.officer.id} ${opened.device}`}
            waiting={opened}
            onApproved={(approved) => {
              close();
              onApproved(approved);
            }}
            onLater={close}
          />
        </section>
      )}
    </section>
  );
}

interface WaitingTableProps {
  readonly waiting: readonly WaitingDevice[];
  readonly compared: string | undefined;
  readonly onCompare: (waiting: WaitingDevice) => void;
}

function WaitingTable({ waiting, compared, onCompare }: WaitingTableProps): ReactElement {
  const { t } = useTranslation(['administration', 'devices']);
  return (
    <Table
      caption={t('waiting.title')}
      columns={(['officer', 'device', 'asked', 'state', 'acts'] as const).map((column) =>
        t(`waiting.columns.${column}`),
      )}
    >
      {waiting.map((one) => (
        <tr key={one.id} role="row" className={one.device === compared ? 'is-on' : undefined}>
          <th role="rowheader" scope="row">
            {one.officer.name}
          </th>
          <td role="cell" data-label={t('waiting.columns.device')}>
            <span>
              {t(`devices:kinds.${one.kind}`)}
              <br />
              <small className="mono nowrap">{one.device}</small>
            </span>
          </td>
          <td role="cell" data-label={t('waiting.columns.asked')}>
            <Time at={one.asked} kind="moment" />
          </td>
          <td role="cell" data-label={t('waiting.columns.state')}>
            {one.approval === 'here' ? (
              <Mark tone="warn" icon="device">
                {t('waiting.here')}
              </Mark>
            ) : (
              <span className="small">{t(`waiting.${one.approval}`)}</span>
            )}
          </td>
          <td role="cell" data-label={t('waiting.columns.acts')}>
            {one.approval !== 'own-device' && (
              <Button
                isSmall
                variant="primary"
                aria-label={t('waiting.compareOf', { name: one.officer.name })}
                onPress={() => {
                  onCompare(one);
                }}
              >
                {t('waiting.compare')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
