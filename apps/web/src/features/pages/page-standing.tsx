import type { PageReview } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnPage, SubmittedPageLine } from '../../desk/api/pages.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { usePageWords } from './use-page-words.js';

/** When a page is due to be looked at again, where that is soon or over. */
export function ReviewDue({ own }: { readonly own: Pick<OwnPage, 'reviewBy' | 'review'> }): ReactElement | undefined {
  const { t } = useTranslation('pages');
  const words = usePageWords();
  const { reviewBy, review } = own;
  if (reviewBy === undefined || review === undefined || review.is === 'later') return undefined;
  const told = (of: PageReview): string =>
    of.is === 'overdue' ? t('review.overdue', { count: -of.days }) : t('review.soon', { count: of.days });
  return (
    <Notice tone={review.is === 'overdue' ? 'warn' : 'info'} title={told(review)}>
      {t('review.what', { day: words.day(reviewBy) })}
    </Notice>
  );
}

/** That counterparts cannot know the holidays of a year which is near. */
export function HolidaysDue({ own }: { readonly own: Pick<OwnPage, 'unstatedHolidays'> }): ReactElement | undefined {
  const { t } = useTranslation('pages');
  if (own.unstatedHolidays === undefined) return undefined;
  return (
    <Notice tone="info" title={t('review.holidays', { year: String(own.unstatedHolidays) })}>
      {t('review.holidaysWhat')}
    </Notice>
  );
}

/** What became of the page that was submitted last, and what can be done about it. */
export function PageStanding({ submitted }: { readonly submitted: SubmittedPageLine }): ReactElement | undefined {
  const { t, i18n } = useTranslation('pages');
  const now = useNow();
  const again = useAct((desk) => desk.pages.submitAgain());
  const withdrawing = useAct((desk) => desk.pages.withdraw(submitted.id));
  const when = (at: number): string => timeWords(at, 'moment', { language: i18n.language, now });
  const { state, at, by, ended, isStale } = submitted;
  const error = again.error ?? withdrawing.error;
  if (state === 'returned' && ended !== undefined)
    return (
      <Notice
        tone="warn"
        title={t('standing.returned', { by: ended.by?.name ?? t('standing.somebody'), at: when(ended.at) })}
      >
        <p className="as-written">{ended.reason}</p>
        <p>{t('standing.returnedNext')}</p>
      </Notice>
    );
  if (state !== 'submitted') return undefined;
  return (
    <div className="stack">
      <Notice
        tone={isStale ? 'warn' : 'info'}
        title={isStale ? t('standing.stale') : t('standing.waits')}
        action={
          <div className="row">
            {isStale && (
              <Button
                isSmall
                variant="primary"
                isPending={again.isPending}
                onPress={() => {
                  again.mutate();
                }}
              >
                {t('standing.again')}
              </Button>
            )}
            <Button
              isSmall
              isPending={withdrawing.isPending}
              onPress={() => {
                withdrawing.mutate();
              }}
            >
              {t('standing.withdraw')}
            </Button>
          </div>
        }
      >
        {isStale ? t('standing.staleWhat') : t('standing.waitsWhat', { by: by.person?.name ?? '', at: when(at) })}
      </Notice>
      {error !== null && <Fault error={error} />}
    </div>
  );
}
