import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { lengthOf, nextSharedDay, type SharedDay, spoken } from '#pages';
import type { AuthorityLine } from '../../desk/api/directory.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { Mark } from '../../ui/mark.js';
import { Plate } from '../../ui/plate.js';
import { Table } from '../../ui/table.js';
import { durationWords } from './duration-words.js';
import { OfficeNow } from './office-now.js';
import { useOwnOffice } from './use-own-office.js';
import { useStates } from './use-states.js';
import { useLanguageNames, useTerms } from './use-terms.js';

/** Authorities in rows; on a narrow screen each row is a card of its own. */
export function AuthorityTable({ lines }: { readonly lines: readonly AuthorityLine[] }): ReactElement {
  const { t } = useTranslation('directory');
  const columns = ['authority', 'functions', 'languages', 'office', 'page'] as const;
  return (
    <Table className="authorities" caption={t('title')} columns={columns.map((column) => t(`columns.${column}`))}>
      {lines.map((line) => (
        <AuthorityRow key={line.id} line={line} />
      ))}
    </Table>
  );
}

function AuthorityRow({ line }: { readonly line: AuthorityLine }): ReactElement {
  const { t } = useTranslation('directory');
  const states = useStates();
  const term = useTerms();
  const languageName = useLanguageNames();
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="plain-weight">
        <span className="with-plate">
          <Plate side={line.ours ? 'ours' : 'theirs'} code={states.code(line)} />
          <span>
            <Link className="strong" to={`/directory/${encodeURIComponent(line.id)}`}>
              {states.name(line)}
            </Link>
            <br />
            <bdi className="small muted">{line.name}</bdi>
          </span>
        </span>
      </th>
      <td role="cell" data-label={t('columns.functions')}>
        {line.functions.map((code) => term('function', code)).join(', ')}
      </td>
      <td role="cell" data-label={t('columns.languages')}>
        {line.languages.map(languageName).join(', ')}
      </td>
      <td role="cell" data-label={t('columns.office')}>
        <OfficeCell line={line} />
      </td>
      <td role="cell" data-label={t('columns.page')}>
        <PageMark line={line} />
      </td>
    </tr>
  );
}

function OfficeCell({ line }: { readonly line: AuthorityLine }): ReactElement | undefined {
  const { t, i18n } = useTranslation('directory');
  const own = useOwnOffice();
  const now = useNow();
  if (line.hours === undefined) return undefined;
  const sharing = (shared: SharedDay | undefined): string =>
    shared === undefined
      ? t('office.sharesNone')
      : t('office.shares', { duration: durationWords(lengthOf(shared.spans), i18n.language) });
  const { language } = i18n;
  const there = t('office.there', { time: timeWords(now, 'hour', { language, now, zone: line.hours.zone }) });
  const ours = own.entry?.hours;
  const shares = ours === undefined || line.ours ? undefined : sharing(nextSharedDay(ours, line.hours, own.zone, now));
  return (
    <span>
      <OfficeNow hours={line.hours} />
      <br />
      <small>{[there, shares].filter((words) => words !== undefined).join(', ')}</small>
    </span>
  );
}

/** What there is to say of an authority's standing or its page, the gravest first. */
export function PageMark({ line }: { readonly line: AuthorityLine }): ReactElement {
  const { t, i18n } = useTranslation('directory');
  const now = useNow();
  if (line.standing !== 'active')
    return (
      <Mark tone="critical" icon="alert">
        {t(`standing.${line.standing}`)}
      </Mark>
    );
  if (!line.reachable) return <Mark tone="plain">{t('page.unreachable')}</Mark>;
  if (line.reviewBy === undefined) return <Mark tone="plain">{t('page.none')}</Mark>;
  const due = Date.parse(`${line.reviewBy}T12:00:00Z`) / 1000;
  const day = new Intl.DateTimeFormat(spoken(i18n.language), { dateStyle: 'medium' }).format(due * 1000);
  return due < now ? (
    <Mark tone="warn" icon="alert">
      {t('page.overdue', { day })}
    </Mark>
  ) : (
    <Mark tone="plain">{t('page.reviewBy', { day })}</Mark>
  );
}
