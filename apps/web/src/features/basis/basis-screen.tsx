import { instrumentsNotifiedOf, findBasis } from '#consultation';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { AuthorityLine } from '../../desk/api/directory.js';
import { useView } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page-head.js';
import { PrintButton } from '../../ui/print-button.js';
import { Loading } from '../../ui/progress.js';
import { useStates } from '../directory/use-states.js';
import './basis.css';
import { BasisFindingCard } from './basis-finding.js';
import { BasisQuestionForm, yearsIn, type AskedBasis } from './basis-question.js';
import { addBasisCatalogues } from './catalogues.js';
import { activeOf, statesOf } from './states-of.js';

addBasisCatalogues();

/** Which treaties may be the basis between two States for an offence, and what each says. */
export function BasisScreen(): ReactElement {
  const { t } = useTranslation('basis');
  const { data, error, refetch } = useView(['directory'], (desk) => desk.directory.list());
  return (
    <div className="page">
      <nav className="small no-print" aria-label={t('path')}>
        <Link to="/directory">{t('directory')}</Link>
      </nav>
      <PageHead title={t('title')} lead={t('lead')}>
        <PrintButton label={t('print')} />
      </PageHead>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && <Finder lines={data.lines} />}
    </div>
  );
}

function Finder({ lines }: { readonly lines: readonly AuthorityLine[] }): ReactElement {
  const { t } = useTranslation('basis');
  const names = useStates();
  const [search] = useSearchParams();
  const [asked, setAsked] = useState<AskedBasis>({
    requesting: search.get('of') ?? lines.find(({ ours }) => ours)?.state ?? '',
    requested: search.get('and') ?? '',
    cooperation: 'mutual-legal-assistance',
    offence: 'corruption',
    years: '',
    isTransnational: false,
    isThere: false,
  });
  const states = statesOf(lines, names.short);
  const named = (state: string): string => states.find(({ id }) => id === state)?.label ?? state;
  const isAsked = asked.requesting !== '' && asked.requested !== '';
  return (
    <div className="cols cols-filter">
      <BasisQuestionForm
        asked={asked}
        states={states}
        onChange={(change) => {
          setAsked({ ...asked, ...change });
        }}
      />
      <div className="stack wide">
        {isAsked ? (
          <Findings asked={asked} lines={lines} states={[named(asked.requesting), named(asked.requested)]} />
        ) : (
          <EmptyState title={t('none.title')}>
            <p>{t('none.text')}</p>
          </EmptyState>
        )}
      </div>
    </div>
  );
}

interface FindingsProps {
  readonly asked: AskedBasis;
  readonly lines: readonly AuthorityLine[];
  readonly states: readonly [string, string];
}

function Findings({ asked, lines, states }: FindingsProps): ReactElement {
  const { t } = useTranslation('basis');
  const findings = useMemo(() => {
    const active = activeOf(lines);
    const years = yearsIn(asked.years);
    return findBasis({
      cooperation: asked.cooperation,
      offence: asked.offence,
      isTransnational: asked.isTransnational,
      isThere: asked.isThere,
      notifiedUnder: [instrumentsNotifiedOf(asked.requesting, active), instrumentsNotifiedOf(asked.requested, active)],
      ...(years === undefined ? {} : { years }),
    }).sort((a, b) => Number(a.applies === 'no') - Number(b.applies === 'no'));
  }, [asked, lines]);
  return (
    <>
      <p className="strong">
        {t('between', {
          requesting: states[0],
          requested: states[1],
          cooperation: t(`cooperation.${asked.cooperation}`),
        })}
      </p>
      <Notice tone="info" icon="info" title={t('known.title')}>
        {t('known.text')}
      </Notice>
      <p className="small">{t('others.before')}</p>
      {findings.map((finding) => (
        <BasisFindingCard key={finding.instrument} finding={finding} states={states} />
      ))}
      <p className="small">{t('others.after')}</p>
    </>
  );
}
