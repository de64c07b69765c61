import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView } from '../../desk/api/archive.js';
import { Mark } from '../../ui/mark.js';
import { Table } from '../../ui/table.js';
import { useArchiveWords } from './use-archive-words.js';

const HOLDERS = ['place', 'kind', 'key', 'here'] as const;
const OPENINGS = ['entry', 'to', 'scope'] as const;

/** The holders of the archive in force. */
export function Holders({ inForce }: { readonly inForce: NonNullable<ArchiveView['inForce']> }): ReactElement {
  const { t } = useTranslation('archive');
  return (
    <section className="stack" aria-labelledby="holders">
      <h2 id="holders">{t('holders.title')}</h2>
      <Table caption={t('holders.title')} columns={HOLDERS.map((column) => t(`holders.columns.${column}`))}>
        {inForce.holders.map(({ place, isPaper, isHere, fingerprint }) => (
          <tr key={place} role="row">
            <th role="rowheader" scope="row">
              {place}
            </th>
            <td role="cell" data-label={t('holders.columns.kind')}>
              {t(isPaper ? 'holders.paper' : 'holders.device')}
            </td>
            <td role="cell" data-label={t('holders.columns.key')}>
              <span className="mono small holder-key" translate="no">
                {fingerprint}
              </span>
            </td>
            <td role="cell" data-label={t('holders.columns.here')}>
              {isHere ? (
                <Mark tone="ok" icon="key">
                  {t('holders.here')}
                </Mark>
              ) : (
                <span className="muted">{t('holders.elsewhere')}</span>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** To whom archives of this authority were opened. */
export function Openings({ openings }: Pick<ArchiveView, 'openings'>): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  return (
    <section className="stack" aria-labelledby="openings">
      <h2 id="openings">{t('openings.title')}</h2>
      {openings.length === 0 ? (
        <p className="small muted">{t('openings.none')}</p>
      ) : (
        <Table caption={t('openings.title')} columns={OPENINGS.map((column) => t(`openings.columns.${column}`))}>
          {openings.map(({ index, officer, device, conversations }) => (
            <tr key={index} role="row">
              <th role="rowheader" scope="row">
                {index}
              </th>
              <td role="cell" data-label={t('openings.columns.to')}>
                <span>
                  {words.officer(officer)}
                  <br />
                  <small className="mono nowrap">{device}</small>
                </span>
              </td>
              <td role="cell" data-label={t('openings.columns.scope')}>
                {conversations === undefined ? t('openings.all') : conversations}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
