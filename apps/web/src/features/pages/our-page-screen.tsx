import type { PageDraft } from '#client';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookedAt, OwnPage, SubmittedPageLine } from '../../desk/api/pages.js';
import pages from '../../locales/en/pages.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useAct } from '../../platform/use-act.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { AdministrationFrame } from '../administration/administration-frame.js';
import { PageChanges } from './page-changes.js';
import { PageEditor } from './page-editor.js';
import { PagePreview } from './page-preview.js';
import { HolidaysDue, PageStanding, ReviewDue } from './page-standing.js';
import { PageVersions } from './page-versions.js';
import { useSubmitted } from './use-submitted.js';

addCatalogue('pages', pages);

/** How far somebody is with a version. */
type Step =
  | { readonly is: 'standing' }
  | { readonly is: 'editing' | 'looked'; readonly draft: PageDraft; readonly looked?: LookedAt };

/** The page of one's own authority: written, looked at, submitted, and what became of it. */
export function OurPageScreen(): ReactElement {
  const { t } = useTranslation('pages');
  const { self } = useDesk();
  const { data: own, error, refetch } = useView(['directory', 'our-page'], (desk) => desk.pages.own());
  const submitted = useSubmitted();
  const [step, setStep] = useState<Step>({ is: 'standing' });
  const looking = useAct((desk, draft: PageDraft) => desk.pages.look(draft));
  const discarding = useAct((desk) => desk.pages.discard());
  const leave = (): void => {
    setStep({ is: 'standing' });
    void refetch();
  };
  // What was typed is told of elsewhere, too.
  useEffect(() => () => void refetch(), [refetch]);
  const fault = error ?? submitted.error;
  return (
    <AdministrationFrame title={t('title')} lead={t('lead', { authority: self.authorityName })}>
      {fault !== null && (
        <Fault
          error={fault}
          onRetry={() => {
            void refetch();
            void submitted.refetch();
          }}
        />
      )}
      {own === undefined && error === null && <Loading label={t('loading')} />}
      {own !== undefined && step.is === 'standing' && (
        <Standing
          own={own}
          newest={submitted.data?.[0]}
          onWrite={() => {
            setStep({ is: 'editing', draft: own.draft });
          }}
        />
      )}
      {step.is === 'editing' && (
        <PageEditor
          draft={step.draft}
          problems={step.looked?.problems ?? []}
          isPending={looking.isPending}
          onDone={(draft) => {
            looking.mutate(draft, {
              onSuccess: (looked) => {
                setStep({ is: looked.problems.length > 0 ? 'editing' : 'looked', draft, looked });
              },
            });
          }}
          onDiscard={() => {
            discarding.mutate(undefined, { onSuccess: leave });
          }}
        />
      )}
      {step.is === 'looked' && step.looked !== undefined && (
        <Looked
          looked={step.looked}
          onBack={() => {
            setStep({ is: 'editing', draft: step.draft });
          }}
          onSubmitted={leave}
        />
      )}
    </AdministrationFrame>
  );
}

interface StandingProps {
  readonly own: OwnPage;
  readonly newest: SubmittedPageLine | undefined;
  readonly onWrite: () => void;
}

/** What is published, what waits, and what may be done next. */
function Standing({ own, newest, onWrite }: StandingProps): ReactElement {
  const { t } = useTranslation('pages');
  const { self } = useDesk();
  const isOpen = newest?.state === 'submitted';
  return (
    <>
      {newest !== undefined && <PageStanding key={newest.id} submitted={newest} />}
      <ReviewDue own={own} />
      <HolidaysDue own={own} />
      {isOpen && <PageChanges changes={newest.differences} />}
      {!isOpen && (
        <div className="row">
          <Button variant="primary" icon="pen" onPress={onWrite}>
            {t(own.keptAt === undefined ? 'write' : 'goOn')}
          </Button>
        </div>
      )}
      {own.reviewBy === undefined && <p className="small">{t('nonePublished')}</p>}
      <PageVersions authority={self.authority} />
    </>
  );
}

interface LookedProps {
  readonly looked: LookedAt;
  readonly onBack: () => void;
  readonly onSubmitted: () => void;
}

/** A draft that may be signed: what it changes, and how the other side will see it. */
function Looked({ looked: { draft, changes }, onBack, onSubmitted }: LookedProps): ReactElement {
  const { t } = useTranslation('pages');
  const submitting = useAct((desk) => desk.pages.submit(draft));
  const heading = useRef<HTMLHeadingElement>(null);
  // It stands in the place of a long form, at whose end the reader was.
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div className="stack wide">
      <section className="stack" aria-labelledby="changes">
        <h2 id="changes" ref={heading} tabIndex={-1}>
          {t('changes.heading')}
        </h2>
        <PageChanges changes={changes} />
      </section>
      <Notice tone="info" title={t('submit.two')}>
        {t('submit.what')}
      </Notice>
      {submitting.error !== null && <Fault error={submitting.error} />}
      <div className="row">
        <Button
          variant="primary"
          isDisabled={changes.length === 0}
          isPending={submitting.isPending}
          onPress={() => {
            submitting.mutate(undefined, { onSuccess: onSubmitted });
          }}
        >
          {t('submit.do')}
        </Button>
        <Button variant="quiet" onPress={onBack}>
          {t('submit.back')}
        </Button>
      </div>
      <section className="stack" aria-labelledby="preview">
        <h2 id="preview">{t('preview.title')}</h2>
        <div className="card">
          <PagePreview draft={draft} />
        </div>
      </section>
    </div>
  );
}
