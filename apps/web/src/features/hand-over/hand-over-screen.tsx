import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { HandOverView } from '../../desk/api/hand-overs.js';
import handOver from '../../locales/en/hand-over.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { DismissOfficer } from '../administration/dismiss-officer.js';
import './hand-over.css';
import { HandOverActs } from './hand-over-acts.js';
import { HandOverTable } from './hand-over-table.js';

addCatalogue('hand-over', handOver);

/** The conversations of an officer who leaves, a successor for each, and how far it is. */
export function HandOverScreen(): ReactElement {
  const { t } = useTranslation('hand-over');
  const { officer = '' } = useParams();
  const { self } = useDesk();
  const { data, error, refetch } = useView(['hand-overs', officer], (desk) => desk.handOvers.view(officer));
  return (
    <AdministrationFrame
      for="everybody"
      title={officer === self.officer ? t('titleOwn') : t('title', { name: data?.officer.name ?? officer })}
      lead={t('lead')}
      path={
        !self.administrator && (
          <nav className="small" aria-label={t('ways')}>
            <Link to="/devices">{t('devices')}</Link>
          </nav>
        )
      }
    >
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && (
        <>
          <Conversations key={officer} view={data} />
          {self.administrator && !data.isSelf && !data.dismissed && (
            <div className="card">
              <DismissOfficer officer={data.officer} isAdministrator={data.isAdministrator} />
            </div>
          )}
        </>
      )}
    </AdministrationFrame>
  );
}

function Conversations({ view }: { readonly view: HandOverView }): ReactElement {
  const { t } = useTranslation('hand-over');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const { lines, officer, isSelf } = view;
  const awaited = lines.filter(({ state }) => state.is === 'handed' && state.history === 'promised').length;
  if (lines.length === 0)
    return (
      <EmptyState title={t('none.title')}>
        <p>{isSelf ? t('none.own') : t('none.what', { name: officer.name })}</p>
      </EmptyState>
    );
  return (
    <section className="stack" aria-labelledby="left">
      <h2 id="left">{t('count', { count: lines.filter(({ state }) => isOpen(state)).length })}</h2>
      <HandOverActs
        view={view}
        choices={lines
          .filter(({ state }) => isOpen(state))
          .flatMap(({ conversation }) => {
            const successor = chosen.get(conversation);
            return successor === undefined ? [] : [{ conversation, successor }];
          })}
        onChooseAll={(successor) => {
          setChosen(new Map(lines.map(({ conversation }) => [conversation, successor])));
        }}
      />
      <HandOverTable
        view={view}
        chosen={chosen}
        onChoose={(conversation, successor) => {
          setChosen(new Map(chosen).set(conversation, successor));
        }}
      />
      {awaited > 0 && <Notice tone="warn">{t('awaited', { count: awaited })}</Notice>}
      {!isSelf && <p className="hint">{t('others', { name: officer.name })}</p>}
      <p className="hint">{t('after')}</p>
    </section>
  );
}

function isOpen({ is }: HandOverView['lines'][number]['state']): boolean {
  return is === 'open' || is === 'refused';
}
