import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedLine, ImportedList } from '../../desk/api/imports.js';
import { save } from '../../platform/save.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';

/** What a list says, row by row, and what is wrong with it. */
export function ImportPreview({ list }: { readonly list: ImportedList }): ReactElement {
  const { t } = useTranslation('import');
  const { lines, problems, unread, made } = list;
  return (
    <div className="stack wide">
      {made === undefined ? (
        <Notice tone="warn" title={t('wrong.title', { count: problems.length })} isAnnounced>
          {t('wrong.what')}
        </Notice>
      ) : (
        <Notice
          tone="ok"
          title={t('right.title')}
          isAnnounced
          action={
            <Button
              isSmall
              variant="primary"
              onPress={() => {
                save(made.file, made.name);
              }}
            >
              {t('right.save')}
            </Button>
          }
        >
          {t('right.what')}
        </Notice>
      )}
      {unread.length > 0 && <p className="small muted">{t('unread', { columns: unread.join(', ') })}</p>}
      {problems.length > 0 && <Problems list={list} />}
      {lines.length > 0 && <Rows lines={lines} />}
    </div>
  );
}

function Problems({ list: { problems } }: { readonly list: ImportedList }): ReactElement {
  const { t } = useTranslation('import');
  const columns = ['line', 'column', 'value', 'problem'] as const;
  return (
    <Table caption={t('wrong.caption')} hasShownCaption columns={columns.map((column) => t(`wrong.${column}`))}>
      {problems.map(({ line, column, value, is }) => (
        <tr key={`${String(line)} ${column} ${is}`} role="row">
          <td role="cell" data-label={t('wrong.line')}>
            {line}
          </td>
          <td role="cell" data-label={t('wrong.column')} translate="no">
            {column}
          </td>
          <td role="cell" data-label={t('wrong.value')}>
            <bdi>{value}</bdi>
          </td>
          <td role="cell" data-label={t('wrong.problem')}>
            {t(`problem.${is}`)}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Rows({ lines }: { readonly lines: readonly ImportedLine[] }): ReactElement {
  const { t } = useTranslation('import');
  const columns = ['line', 'authority', 'id', 'makes'] as const;
  const makes = ({ makesNotification, makesPage }: ImportedLine): string =>
    [makesNotification && t('rows.notification'), makesPage && t('rows.page')].filter(Boolean).join('; ') ||
    t('rows.nothing');
  return (
    <Table caption={t('rows.caption')} hasShownCaption columns={columns.map((column) => t(`rows.${column}`))}>
      {lines.map((one) => (
        <tr key={one.line} role="row">
          <td role="cell" data-label={t('rows.line')}>
            {one.line}
          </td>
          <td role="cell" data-label={t('rows.authority')}>
            <bdi>{one.name}</bdi> <span className="muted">({one.state})</span>
          </td>
          <td role="cell" data-label={t('rows.id')}>
            <span className="mono" translate="no">
              {one.id}
            </span>
            {one.isKnown && ` (${t('rows.known')})`}
          </td>
          <td role="cell" data-label={t('rows.makes')}>
            {makes(one)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
