import type { ApplicationView } from '#client';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import application from '../../locales/en/application.json';
import conversation from '../../locales/en/conversation.json';
import type { RemoteDesk } from '../../platform/desk.js';
import { addCatalogue } from '../../platform/i18n.js';
import { useAskedAgain } from '../../platform/use-asked-again.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { Time } from '../../ui/time.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { useStates } from '../directory/use-states.js';
import { ApplicationEntries } from './application-entries.js';
import { ApplicationFacts } from './application-facts.js';
import { ApplicationStages, ApplicationState } from './application-state.js';
import { Judging } from './judging.js';
import { SentDocument } from './sent-document.js';

addCatalogue('application', application);
// What draws a document speaks its words.
addCatalogue('conversation', conversation);

/** One application before an officer of the secretariat: what was sent and said, and what they may do. */
export function ApplicationScreen(): ReactElement {
  const { t } = useTranslation('application');
  const { id = '' } = useParams();
  const key = useMemo(() => ['applications', 'one', id] as const, [id]);
  const ask = useMemo(() => (desk: RemoteDesk) => desk.applications.read(id), [id]);
  return (
    <AdministrationFrame
      for="secretariat"
      title={t('one')}
      path={
        <nav className="small no-print" aria-label={t('path')}>
          <Link to="/administration/applications">{t('title')}</Link>
        </nav>
      }
    >
      <Opened id={id} viewed={useAskedAgain(key, ask)} />
    </AdministrationFrame>
  );
}

interface OpenedProps {
  readonly id: string;
  readonly viewed: ReturnType<typeof useAskedAgain<ApplicationView>>;
}

function Opened({ id, viewed: { data: view, error, refetch } }: OpenedProps): ReactElement {
  const { t } = useTranslation('application');
  return (
    <>
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {view === undefined && error === null && <Loading label={t('read.loading')} />}
      {view !== undefined && <Application id={id} view={view} />}
    </>
  );
}

function Application({ id, view }: { readonly id: string; readonly view: ApplicationView }): ReactElement {
  const { t } = useTranslation('application');
  const states = useStates();
  const { form, state, entries, reference, deletedOn } = view;
  return (
    <div className="cols cols-even">
      <div className="stack wide">
        <section className="stack" aria-labelledby="whose">
          <div className="row">
            <h2 id="whose">
              <bdi>{states.name(form)}</bdi>
            </h2>
            <ApplicationState state={state} />
          </div>
          <p className="small muted">
            {t('read.title', { reference })}. {t('read.kept')}{' '}
            <Time at={Date.parse(deletedOn) / 1000} kind="date" zone="UTC" />.
          </p>
          <ApplicationFacts form={form} />
        </section>
        <section className="stack" aria-labelledby="said">
          <h2 id="said">{t('entries')}</h2>
          {entries.some(({ documents }) => documents.length > 0) && <p className="hint">{t('document.unvetted')}</p>}
          <ApplicationEntries
            entries={entries}
            document={(entry, document) => <SentDocument id={id} entry={entry} document={document} />}
          />
        </section>
      </div>
      <div className="stack wide">
        <section className="card" aria-labelledby="stages">
          <h2 id="stages">{t('how')}</h2>
          <ApplicationStages state={state} />
        </section>
        <Judging id={id} view={view} />
      </div>
    </div>
  );
}
