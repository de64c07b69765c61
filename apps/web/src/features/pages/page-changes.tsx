import type { PageDifference } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Table } from '../../ui/table.js';
import './pages.css';
import { usePageWords } from './use-page-words.js';

/** What differs between two versions of a page, field by field. */
export function PageChanges({ changes }: { readonly changes: readonly PageDifference[] }): ReactElement {
  const { t } = useTranslation('pages');
  const words = usePageWords();
  if (changes.length === 0) return <p className="small muted">{t('changes.none')}</p>;
  return (
    <Table
      className="changes"
      caption={t('changes.title')}
      columns={(['field', 'before', 'after'] as const).map((column) => t(`changes.${column}`))}
    >
      {changes.map(({ field, key, before, after }) => (
        <tr key={`${field} ${key ?? ''}`} role="row">
          <th role="rowheader" scope="row">
            {words.field({ field, ...(key === undefined ? {} : { key }) })}
          </th>
          <td role="cell" data-label={t('changes.before')} dir="auto">
            {before === undefined ? <span className="muted">{t('changes.nothing')}</span> : words.value(field, before)}
          </td>
          <td role="cell" data-label={t('changes.after')} dir="auto">
            {after === undefined ? <span className="muted">{t('changes.nothing')}</span> : words.value(field, after)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
