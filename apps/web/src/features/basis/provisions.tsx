import type { InstrumentId, Provision } from '#consultation';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Table } from '../../ui/table.js';
import { useProvisions } from './catalogues.js';

interface ProvisionsProps {
  readonly caption: string;
  readonly instrument: InstrumentId;
  readonly provisions: readonly Provision[];
}

/** Articles of a treaty, and what each provides. */
export function Provisions({ caption, instrument, provisions }: ProvisionsProps): ReactElement {
  const { t } = useTranslation('basis');
  const say = useProvisions();
  if (provisions.length === 0) return <p className="small muted">{t('noArticles')}</p>;
  return (
    <Table caption={caption} hasShownCaption columns={[t('article'), t('provides')]} className="provisions">
      {provisions.map((provision) => (
        <tr key={provision.article} role="row">
          <th role="rowheader" scope="row" className="plain-weight">
            <bdi className="nowrap">{provision.article}</bdi>
          </th>
          <td role="cell" data-label={t('provides')}>
            {say(instrument, provision)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
