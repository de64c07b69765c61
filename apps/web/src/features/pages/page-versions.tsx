import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageSignature, PageVersionLine } from '../../desk/api/pages.js';
import pages from '../../locales/en/pages.json';
import { useNow } from '../../platform/clock.js';
import { addCatalogue } from '../../platform/i18n.js';
import { timeWords } from '../../platform/time-words.js';
import { useView } from '../../platform/use-desk.js';
import { Mark } from '../../ui/mark.js';
import { PageChanges } from './page-changes.js';

addCatalogue('pages', pages);

/** Every version of an authority's page, asked for anew with the directory. */
function useVersions(authority: string): readonly PageVersionLine[] {
  const { data } = useView(['directory', authority, 'versions'], (desk) => desk.pages.versions(authority));
  return data ?? [];
}

/** Who signed, by name. */
export function useSigners(): (signers: readonly PageSignature[]) => string {
  const { t } = useTranslation('pages');
  return (signers) =>
    signers
      .map(({ person, authority }) => person?.name ?? t('versions.byKey', { authority: authority?.name ?? '' }))
      .join(', ');
}

/** When an authority's page was published last, and who approved it. */
export function PageUpdated({ authority }: { readonly authority: string }): ReactElement | undefined {
  const { t, i18n } = useTranslation('pages');
  const signers = useSigners();
  const now = useNow();
  const [newest] = useVersions(authority);
  if (newest?.at === undefined) return undefined;
  const day = timeWords(newest.at, 'date', { language: i18n.language, now });
  return <Mark tone="plain">{t('versions.updated', { day, by: signers(newest.approvedBy) })}</Mark>;
}

/** The versions of a page, the newest first, each with what it changed. */
export function PageVersions({ authority }: { readonly authority: string }): ReactElement | undefined {
  const { t, i18n } = useTranslation('pages');
  const signers = useSigners();
  const now = useNow();
  const versions = useVersions(authority);
  if (versions.length === 0) return undefined;
  return (
    <section className="stack tight no-print" aria-labelledby="versions">
      <h2 id="versions">{t('versions.title')}</h2>
      {versions.map(({ index, at, by, approvedBy, changes }, place) => (
        <details key={index}>
          <summary className="small">
            {t('versions.line', {
              day: at === undefined ? t('versions.undated') : timeWords(at, 'date', { language: i18n.language, now }),
              by: signers(by),
              approvedBy: signers(approvedBy),
            })}
          </summary>
          {place === versions.length - 1 ? (
            <p className="small muted">{t('versions.first')}</p>
          ) : (
            <PageChanges changes={changes} />
          )}
        </details>
      ))}
    </section>
  );
}
