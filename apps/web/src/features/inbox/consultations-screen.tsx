import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { holdsAll, wordsOf } from '#pages';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { PageHead } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import { SearchField } from '../../ui/search-field.js';
import { InboxList } from './inbox-list.js';
import { NewLink } from './new-link.js';
import { useInbox } from './use-inbox.js';
import { useLineNames } from './use-line-names.js';

/** Every conversation of this officer, closed ones too, to be found by subject, reference and counterpart. */
export function ConsultationsScreen(): ReactElement {
  const { t } = useTranslation('inbox');
  const { data, error, refetch } = useInbox();
  const { matter, counterparts } = useLineNames();
  const [words, setWords] = useState('');
  const wanted = wordsOf(words);
  const found = [...(data ?? [])]
    .sort((a, b) => b.lastAt - a.lastAt)
    .filter((line) => {
      const names = line.counterparts.map(({ name }) => name);
      const references = [line.ownReference ?? '', ...line.theirReferences];
      return holdsAll([matter(line), counterparts(line), ...names, ...line.officers, ...references], wanted);
    });
  const isOver = ({ closed, member }: (typeof found)[number]): boolean => closed || !member;
  const groups = [
    { id: 'open', title: t('consultations.open'), lines: found.filter((line) => !isOver(line)) },
    { id: 'closed', title: t('consultations.closed'), lines: found.filter(isOver) },
  ];
  return (
    <div className="page inbox">
      <PageHead title={t('consultations.title')} lead={data && t('consultations.lead', { count: data.length })}>
        <SearchField label={t('consultations.find')} value={words} onChange={setWords} />
        <NewLink />
      </PageHead>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && found.length > 0 && <InboxList label={t('consultations.title')} groups={groups} />}
      {data !== undefined && found.length === 0 && (
        <EmptyState title={t(data.length === 0 ? 'empty.all.title' : 'consultations.none.title')}>
          <p>{t(data.length === 0 ? 'empty.all.text' : 'consultations.none.text')}</p>
        </EmptyState>
      )}
    </div>
  );
}
