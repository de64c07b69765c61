import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../desk/api/names.js';
import type { LeafLine, LeafObject } from '../../desk/api/record.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Mark } from '../../ui/mark.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { ConversationLink } from '../trust/conversation-link.js';

/** Leaves, the newest first, each with its proof to save. */
export function LeafTable({ lines }: { readonly lines: readonly LeafLine[] }): ReactElement {
  const { t } = useTranslation('record');
  const saving = useAct(async (desk, index: number) => {
    save(new Blob([await desk.record.proof(index)]), `comity-leaf-${String(index)}.json`);
  });
  return (
    <>
      {saving.error !== null && <Fault error={saving.error} />}
      <Table
        caption={t('title')}
        columns={(['leaf', 'time', 'act', 'object', 'proof'] as const).map((column) => t(`columns.${column}`))}
      >
        {lines.map((line) => (
          <Row
            key={line.index}
            line={line}
            isSaving={saving.isPending && saving.variables === line.index}
            onSave={() => {
              saving.mutate(line.index);
            }}
          />
        ))}
      </Table>
    </>
  );
}

interface RowProps {
  readonly line: LeafLine;
  readonly isSaving: boolean;
  readonly onSave: () => void;
}

function Row({ line: { index, at, kind, object }, isSaving, onSave }: RowProps): ReactElement {
  const { t, i18n } = useTranslation('record');
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="mono">
        {new Intl.NumberFormat(i18n.language).format(index)}
      </th>
      <td role="cell" data-label={t('columns.time')} className="nowrap">
        {at === undefined ? t('unreadable') : <Time at={at} kind="moment" />}
      </td>
      <td role="cell" data-label={t('columns.act')}>
        {kind === undefined ? t('unknown') : t(`kinds.${kind}`)}
      </td>
      <td role="cell" data-label={t('columns.object')}>
        <ObjectOf object={object} />
      </td>
      <td role="cell" data-label={t('columns.proof')}>
        <span className="row tight">
          <Mark tone="ok" icon="check">
            {t('included')}
          </Mark>
          <span className="no-print">
            <Button isSmall icon="download" aria-label={t('saveOf', { index })} isPending={isSaving} onPress={onSave}>
              {t('save')}
            </Button>
          </span>
        </span>
      </td>
    </tr>
  );
}

function ObjectOf({ object }: { readonly object: LeafObject }): ReactElement {
  const { t } = useTranslation('record');
  if (object.is === 'map' || object.is === 'sealed')
    return <span className="muted">{t(object.is === 'map' ? 'object.map' : 'object.sealed')}</span>;
  if (object.is === 'act') return <ActOf {...object} />;
  const { subject, authority, act, by } = object;
  return (
    <span>
      {subject === 'network' ? t('object.network') : (authority?.name ?? <code className="mono">{subject}</code>)}
      <br />
      <code className="mono">{act}</code>
      {by !== undefined && (
        <>
          <br />
          <PersonOf {...by} />
        </>
      )}
    </span>
  );
}

function ActOf({ by, conversation, epoch }: Extract<LeafObject, { is: 'act' }>): ReactElement {
  const { t } = useTranslation('record');
  const which = epoch === undefined ? undefined : t('object.epoch', { epoch });
  const parts = [
    conversation === undefined ? undefined : <ConversationLink key="conversation" id={conversation} />,
    by === undefined ? undefined : <PersonOf key="who" {...by} />,
    which === undefined ? undefined : <span key="which">{which}</span>,
  ].filter((part) => part !== undefined);
  return <span className="stack tight">{parts}</span>;
}

function PersonOf({ name, authority }: PersonName): ReactElement {
  const { t } = useTranslation('record');
  return <span>{t('object.by', { name, authority: authority?.name ?? '' })}</span>;
}
