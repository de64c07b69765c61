import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useView } from '../../platform/use-desk.js';
import { Fault } from '../../ui/fault.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { Loading } from '../../ui/progress.js';
import { needsUs } from '../applications/needs-us.js';
import { useApplications } from '../applications/use-applications.js';
import { useWaiting } from '../devices/use-waiting.js';
import { useSubmitted, useWaitingPages } from '../pages/use-submitted.js';
import './administration.css';
import { useActWords } from './use-act-words.js';

/** Everything that waits for an administrator, in one list. */
export function WaitingForMe(): ReactElement {
  const { t } = useTranslation('administration');
  const devices = useWaiting();
  const left = useView(['hand-overs'], (desk) => desk.handOvers.open());
  const applications = useApplications();
  const statements = useView(['signatures'], (desk) => desk.signatures.list());
  const submitted = useSubmitted();
  const pages = useWaitingPages();
  const page = useView(['directory', 'our-page'], (desk) => desk.pages.own());
  const actWords = useActWords();
  const views = [devices, left, applications, statements, submitted, pages];
  const error = views.find((view) => view.error !== null)?.error ?? null;
  const isKnown = views.every(({ data }) => data !== undefined);
  const mine = devices.data?.filter(({ approval }) => approval !== 'own-device') ?? [];
  const states = applications.data?.filter(needsUs).length ?? 0;
  const queue = pages.data?.length ?? 0;
  const waits = [
    ...mine.map(({ id, officer }) => (
      <Waits key={id} icon="device" to="/administration/officers">
        {t('waits.device', { name: officer.name })}
      </Waits>
    )),
    ...(statements.data ?? [])
      .filter(({ standing }) => standing !== 'logged')
      .map(({ id, act, standing }) => (
        <Waits key={id} icon="pen" to="/administration/signatures">
          {t('waits.statement', { act: actWords(act), standing: t(`signatures.standing.${standing}`) })}
        </Waits>
      )),
    ...(page.data?.review === undefined || page.data.review.is === 'later'
      ? []
      : [
          <Waits key="page" icon="book" to="/administration/page">
            {t(`waits.page.${page.data.review.is}`)}
          </Waits>,
        ]),
    ...(submitted.data?.[0]?.state === 'returned'
      ? [
          <Waits key="returned" icon="book" to="/administration/page">
            {t('waits.page.returned')}
          </Waits>,
        ]
      : []),
    ...(left.data ?? []).map(({ officer, count }) => (
      <Waits key={officer.id} icon="people" to={`/hand-over/${officer.id}`}>
        {t('waits.handOver', { name: officer.name, count })}
      </Waits>
    )),
    ...(states === 0
      ? []
      : [
          <Waits key="applications" icon="inbox" to="/administration/applications">
            {t('waits.applications', { count: states })}
          </Waits>,
        ]),
    ...(queue === 0
      ? []
      : [
          <Waits key="pages" icon="book" to="/administration/pages">
            {t('waits.pages', { count: queue })}
          </Waits>,
        ]),
  ];
  return (
    <section className="stack" aria-labelledby="waits">
      <h2 id="waits">{t('waits.title')}</h2>
      {error !== null && (
        <Fault
          error={error}
          onRetry={() => {
            for (const view of views) void view.refetch();
          }}
        />
      )}
      {!isKnown && error === null && <Loading label={t('waits.loading')} />}
      {isKnown && waits.length === 0 && <p className="small muted">{t('waits.none')}</p>}
      {waits.length > 0 && <ul className="waits">{waits}</ul>}
    </section>
  );
}

interface WaitsProps {
  readonly icon: IconName;
  readonly to: string;
  readonly children: ReactNode;
}

function Waits({ icon, to, children }: WaitsProps): ReactElement {
  return (
    <li>
      <Link to={to}>
        <Icon name={icon} />
        <span>{children}</span>
      </Link>
    </li>
  );
}
