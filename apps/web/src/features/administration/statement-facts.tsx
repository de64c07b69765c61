import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatementLine } from '../../desk/api/signatures.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';

type Act = StatementLine['act'];
type Archive = Extract<Act, { is: 'archive' }>['after'];
type Officer = Exclude<Act, { is: 'archive' | 'archive-ended' }>;

/** What a statement says, beside what stands in the directory before it. */
export function StatementFacts({ act }: { readonly act: Act }): ReactElement {
  const { t, i18n } = useTranslation('administration');
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  if (!('officer' in act))
    return (
      <>
        {act.is === 'archive' && <Holders title={t('signatures.facts.holders')} archive={act.after} />}
        {act.before === undefined ? (
          <p className="small">{t('signatures.facts.noArchive')}</p>
        ) : (
          <Holders
            title={t('signatures.facts.holdersNow', { k: act.before.k, n: act.before.n })}
            archive={act.before}
          />
        )}
      </>
    );
  return (
    <dl className="pairs">
      <dt>{t('signatures.facts.officer')}</dt>
      <dd className="mono">{act.officer}</dd>
      {act.is === 'enrolled' && (
        <>
          <dt>{t('signatures.facts.device')}</dt>
          <dd>
            <span className="mono">{act.device}</span>, {t(`signatures.kinds.${act.kind}`)}
          </dd>
          <dt>{t('signatures.facts.others')}</dt>
          <dd>{act.others}</dd>
        </>
      )}
      <dt>{t('signatures.facts.now')}</dt>
      <dd>
        {act.before === undefined ? (
          t('signatures.facts.unknown')
        ) : (
          <Appointment appointment={act.before} untold={t('signatures.facts.untoldHere')} />
        )}
      </dd>
      {'after' in act && (
        <>
          <dt>{t('signatures.facts.then')}</dt>
          <dd>
            <Appointment appointment={act.after} untold={t('signatures.facts.untoldByFile')} />
          </dd>
          {act.before !== undefined && (
            <>
              <dt>{t('signatures.facts.changes')}</dt>
              <dd className="strong">
                {act.changes.length === 0
                  ? t('signatures.facts.nothing')
                  : list.format(act.changes.map((change) => t(`signatures.facts.change.${change}`)))}
              </dd>
            </>
          )}
        </>
      )}
    </dl>
  );
}

function Appointment({
  appointment: { fields, roles, validity },
  untold,
}: {
  readonly appointment: NonNullable<Officer['before']>;
  /** Of a value that nobody has told. */
  readonly untold: string;
}): ReactElement {
  const { t } = useTranslation('administration');
  const shown: Readonly<Record<string, ReactNode>> = {
    administrator: t('roles.administrator'),
    officer: t('roles.officer'),
  };
  return (
    <>
      {fields.map(({ label, value, visible }) => (
        <span key={label}>
          {t(`signatures.facts.change.${label}`)}:{' '}
          {value === undefined ? untold : <bdi className="strong">{value}</bdi>} (
          {t(`signatures.facts.visible.${visible}`)})
          <br />
        </span>
      ))}
      {roles.map((role, i) => (
        <span key={role}>
          {i > 0 && ', '}
          {shown[role] ?? role}
        </span>
      ))}
      <br />
      <Time at={validity.from} kind="date" /> – <Time at={validity.until} kind="date" />
    </>
  );
}

function Holders({ title, archive }: { readonly title: string; readonly archive: Archive }): ReactElement {
  const { t } = useTranslation('administration');
  const columns = [t('signatures.facts.place'), t('signatures.facts.key')];
  return (
    <Table caption={title} hasShownCaption columns={columns}>
      {archive.holders.map(({ place, isPaper, fingerprint }) => (
        <tr key={place} role="row">
          <th role="rowheader" scope="row">
            {place}
            {isPaper && `, ${t('signatures.facts.paper')}`}
          </th>
          <td role="cell" data-label={t('signatures.facts.key')}>
            <span className="mono" translate="no">
              {fingerprint}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}
