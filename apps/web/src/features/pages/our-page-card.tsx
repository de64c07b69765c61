import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import pages from '../../locales/en/pages.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useView } from '../../platform/use-desk.js';
import { HolidaysDue, ReviewDue } from './page-standing.js';
import { usePageWords } from './use-page-words.js';
import { useSubmitted } from './use-submitted.js';

addCatalogue('pages', pages);

/** How the authority's page stands, among what an administrator does. */
export function OurPageCard(): ReactElement {
  const { t } = useTranslation('pages');
  const words = usePageWords();
  const { data: own } = useView(['directory', 'our-page'], (desk) => desk.pages.own());
  const { data: submitted } = useSubmitted();
  const state = submitted?.[0]?.state;
  return (
    <section className="card stack" aria-labelledby="our-page">
      <h2 id="our-page">{t('title')}</h2>
      {own !== undefined && (
        <>
          <ReviewDue own={own} />
          <HolidaysDue own={own} />
          <p className="small">
            {own.reviewBy === undefined ? t('nonePublished') : t('card.reviewBy', { day: words.day(own.reviewBy) })}{' '}
            {state === 'submitted' && t('card.waits')}
            {state === 'returned' && t('card.returned')}
            {own.keptAt !== undefined && state !== 'submitted' && ` ${t('card.draft')}`}
          </p>
        </>
      )}
      <Link className="small" to="/administration/page">
        {t('card.open')}
      </Link>
    </section>
  );
}
