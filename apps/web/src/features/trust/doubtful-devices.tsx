import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoubtfulDevice } from '../../desk/api/trust.js';
import { Table } from '../../ui/table.js';
import { useStates } from '../directory/use-states.js';
import { ConversationLink } from './conversation-link.js';

/** Devices of this officer's conversations that are not what they should be, and why. */
export function DoubtfulDevices({ devices }: { readonly devices: readonly DoubtfulDevice[] }): ReactElement {
  const { t, i18n } = useTranslation('trust');
  const states = useStates();
  // A newer directory may know further standings.
  const why = (standing: string): string =>
    i18n.exists(`doubtful.standing.${standing}`, { ns: 'trust' })
      ? (t as (key: string) => string)(`doubtful.standing.${standing}`)
      : standing;
  return (
    <Table
      caption={t('doubtful.title')}
      hasShownCaption
      columns={[t('doubtful.officer'), t('doubtful.why'), t('doubtful.where')]}
    >
      {devices.map(({ device, officer, authority, standing, conversation }) => (
        <tr role="row" key={device}>
          <th role="rowheader" scope="row">
            <bdi>{officer}</bdi>
            {authority !== undefined && <small>, {states.short(authority)}</small>}
          </th>
          <td role="cell" data-label={t('doubtful.why')}>
            {why(standing)}
          </td>
          <td role="cell" data-label={t('doubtful.where')}>
            <ConversationLink id={conversation} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
