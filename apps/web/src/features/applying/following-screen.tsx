import type { ApplicationView } from '#client';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../platform/error-transfer.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { save } from '../../platform/save.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { PrintButton } from '../../ui/print-button.js';
import { Loading } from '../../ui/progress.js';
import { Time } from '../../ui/time.js';
import { GateWindow } from '../access/frame.js';
import { useAsking } from '../access/use-asking.js';
import { ApplicationEntries, type Entry, type EntryDocument } from '../applications/application-entries.js';
import { ApplicationFacts } from '../applications/application-facts.js';
import { ApplicationStages, ApplicationState } from '../applications/application-state.js';
import { Notified } from '../applications/notified.js';
import { DocumentLine } from '../applications/document-line.js';
import { Answering } from './answering.js';
import { MissingFiles } from './sent-screen.js';
import { useFollowing } from './use-following.js';
import { Withdrawing } from './withdrawing.js';

interface FollowingScreenProps {
  readonly desk: RemoteDesk;
  readonly link: string;
  readonly onLeave: () => void;
}

/** How an application stands, what is asked, and what its applicant may do. */
export function FollowingScreen({ desk, link, onLeave }: FollowingScreenProps): ReactElement {
  const { t } = useTranslation('apply');
  const { view, at, error, look } = useFollowing(desk, link);
  if (view === undefined)
    return (
      <GateWindow title={t(error === undefined ? 'following.loading' : 'unread.title')}>
        {error === undefined ? (
          <Loading label={t('following.loading')} />
        ) : (
          <Fault error={error} onRetry={() => void look()} />
        )}
        <div className="row">
          <Button variant="quiet" onPress={onLeave}>
            {t('unread.other')}
          </Button>
        </div>
      </GateWindow>
    );
  return (
    <GateWindow title={t('following.title', { reference: view.reference })} isWide>
      {error !== undefined &&
        (codeOf(error) === 'client.offline' ? (
          <Notice tone="info">
            {t('following.offline')} <Time at={at} kind="moment" />
          </Notice>
        ) : (
          <Fault error={error} onRetry={() => void look()} />
        ))}
      <Standing desk={desk} link={link} view={view} onActed={look} />
      <Left view={view} onLeave={onLeave} />
    </GateWindow>
  );
}

interface StandingProps extends Pick<FollowingScreenProps, 'desk' | 'link'> {
  readonly view: ApplicationView;
  readonly onActed: () => Promise<void>;
}

function Standing({ desk, link, view, onActed }: StandingProps): ReactElement {
  const { t } = useTranslation('apply');
  const [doing, setDoing] = useState<'answer' | 'withdraw'>();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { state, form, entries, may, notified } = view;
  const asked = entries.findLast(({ side }) => side === 'secretariat')?.words;
  const isAsked = state === 'clarification-asked' || state === 'returned';
  const stop = (): void => {
    setDoing(undefined);
  };
  return (
    <>
      <section className="stack" aria-labelledby="standing">
        <div className="row">
          <h2 id="standing">{t('following.timeline')}</h2>
          <ApplicationState state={state} />
        </div>
        <p role="status">{t(`following.means.${state}`)}</p>
        {state !== 'withdrawn' && <ApplicationStages state={state} />}
        {notified !== undefined && (
          <Notified notified={notified}>
            <a href={`/public/${notified.authority}`}>{t('following.entry')}</a>
          </Notified>
        )}
      </section>
      {missing.length > 0 && <MissingFiles names={missing} />}
      {isAsked && (
        <Notice tone="warn" title={t('following.asked')}>
          <p className="lines" dir="auto">
            {asked}
          </p>
        </Notice>
      )}
      {doing === 'answer' && (
        <Answering
          desk={desk}
          link={link}
          form={form}
          isAsked={isAsked}
          onDone={(names) => {
            setMissing(names);
            stop();
            void onActed();
          }}
          onCancel={stop}
        />
      )}
      {doing !== 'answer' && (may.includes('answered') || may.includes('withdrawn')) && (
        <div className="row no-print">
          {may.includes('answered') && (
            <Button
              variant={isAsked ? 'primary' : 'second'}
              icon="reply"
              onPress={() => {
                setDoing('answer');
              }}
            >
              {t(isAsked ? 'following.answer' : 'following.add')}
            </Button>
          )}
          {may.includes('withdrawn') && (
            <Button
              variant="quiet"
              onPress={() => {
                setDoing('withdraw');
              }}
            >
              {t('following.withdraw')}
            </Button>
          )}
        </div>
      )}
      {doing === 'withdraw' && (
        <Withdrawing
          desk={desk}
          link={link}
          onDone={() => {
            stop();
            void onActed();
          }}
          onClose={stop}
        />
      )}
      <section className="stack" aria-labelledby="history">
        <h2 id="history">{t('following.history')}</h2>
        <ApplicationEntries
          entries={entries}
          document={(entry, document) => <OwnDocument desk={desk} link={link} entry={entry} document={document} />}
        />
      </section>
      <section className="stack" aria-labelledby="sent">
        <h2 id="sent">{t('following.sent')}</h2>
        <ApplicationFacts form={form} />
      </section>
    </>
  );
}

interface OwnDocumentProps extends Pick<FollowingScreenProps, 'desk' | 'link'> {
  readonly entry: Entry;
  readonly document: EntryDocument;
}

function OwnDocument({ desk, link, entry: { number }, document }: OwnDocumentProps): ReactElement {
  const { name, place } = document;
  const { ask, isPending, error } = useAsking(async () => {
    save(await desk.applying.document(link, number, place), name);
  });
  return <DocumentLine document={document} isPending={isPending} error={error} onSave={ask} />;
}

/** Until when it is kept, and how this window forgets it. */
function Left({
  view: { deletedOn },
  onLeave,
}: { readonly view: ApplicationView } & Pick<FollowingScreenProps, 'onLeave'>): ReactElement {
  const { t } = useTranslation('apply');
  return (
    <section className="stack small" aria-labelledby="kept">
      <h2 id="kept">
        {t('following.kept')} <Time at={Date.parse(deletedOn) / 1000} kind="date" zone="UTC" />
      </h2>
      <p>{t('following.keptWhat')}</p>
      <p className="muted">{t('following.leaveWhat')}</p>
      <div className="row no-print">
        <Button onPress={onLeave}>{t('following.leave')}</Button>
        <PrintButton variant="quiet" label={t('following.print')} />
      </div>
    </section>
  );
}
