import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxLine, InboxPart } from '../../desk/api/inbox.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Kbd } from '../../ui/kbd.js';
import { PageHead } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import { InboxList, type InboxGroup } from './inbox-list.js';
import { NewLink } from './new-link.js';
import { useInbox } from './use-inbox.js';

const FILTERS = {
  attention: ['needs', 'unread'],
  waiting: ['waiting'],
  all: ['needs', 'unread', 'waiting', 'quiet'],
} as const satisfies Readonly<Record<string, readonly InboxPart[]>>;
type Filter = keyof typeof FILTERS;

/** What there is to do: what needs this officer first, then the unread, then what waits for others. */
export function InboxScreen(): ReactElement {
  const { t } = useTranslation('inbox');
  const { data, error, refetch } = useInbox();
  const [filter, setFilter] = useState<Filter>('attention');
  const lines = data ?? [];
  const groupsOf = (parts: readonly InboxPart[]): InboxGroup[] =>
    parts.map((part) => ({ id: part, title: t(`part.${part}`), lines: linesIn(lines, [part]) }));
  const isEmpty = linesIn(lines, FILTERS[filter]).length === 0;
  // Where nothing needs attention, what was written to others is still worth seeing.
  const groups = groupsOf(FILTERS[isEmpty && filter === 'attention' ? 'waiting' : filter]);
  return (
    <div className="page inbox">
      <PageHead title={t('title')} lead={data && t('lead', { count: linesIn(lines, FILTERS.attention).length })}>
        <FilterBar lines={data} filter={filter} onChange={setFilter} />
        <NewLink />
      </PageHead>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && isEmpty && <Nothing filter={lines.length === 0 ? 'all' : filter} />}
      {groups.some((group) => group.lines.length > 0) && <InboxList label={t('title')} groups={groups} />}
      <Keys />
    </div>
  );
}

function linesIn(lines: readonly InboxLine[], parts: readonly InboxPart[]): readonly InboxLine[] {
  return lines.filter(({ part }) => parts.includes(part));
}

interface FilterBarProps {
  /** None before they are known: they are not counted then. */
  readonly lines: readonly InboxLine[] | undefined;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function FilterBar({ lines, filter, onChange }: FilterBarProps): ReactElement {
  const { t } = useTranslation('inbox');
  return (
    <div className="seg" role="group" aria-label={t('show')}>
      {(Object.keys(FILTERS) as Filter[]).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === filter}
          onClick={() => {
            onChange(one);
          }}
        >
          <span className="long">{t(`filter.${one}`)}</span>
          <span className="short">{t(one === 'all' ? 'filter.all' : `filter.${one}Short`)}</span>{' '}
          {lines !== undefined && linesIn(lines, FILTERS[one]).length}
        </button>
      ))}
    </div>
  );
}

function Nothing({ filter }: { readonly filter: Filter }): ReactElement {
  const { t } = useTranslation('inbox');
  return (
    <EmptyState title={t(`empty.${filter}.title`)}>
      <p>{t(`empty.${filter}.text`)}</p>
    </EmptyState>
  );
}

const KEYS = [
  { name: 'move', keys: ['J', 'K'] },
  { name: 'open', keys: ['Enter'] },
  { name: 'done', keys: ['E'] },
  { name: 'new', keys: ['N'] },
  { name: 'all', keys: ['?'] },
] as const;

function Keys(): ReactElement {
  const { t } = useTranslation('inbox');
  return (
    <p className="keys">
      {KEYS.map(({ name, keys }) => (
        <span key={name}>
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}{' '}
          {t(`keys.${name}`)}
        </span>
      ))}
    </p>
  );
}
