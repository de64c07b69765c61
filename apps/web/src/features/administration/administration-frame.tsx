import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHead } from '../../ui/page-head.js';
import { AdministrationNav } from './administration-nav.js';

/** What a screen of administration is given. */
export interface AdministrationFrameProps {
  readonly title: string;
  readonly lead: string;
  /** Acts, at the end of the heading's line. */
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of administration: the ways to the others, its heading, and what stands there for administrators alone. */
export function AdministrationFrame({ title, lead, acts, children }: AdministrationFrameProps): ReactElement {
  const { t } = useTranslation('administration');
  const { self } = useDesk();
  if (!self.administrator)
    return (
      <div className="page">
        <PageHead title={title} />
        <EmptyState title={t('notYours.title')}>
          <p>{t('notYours.what')}</p>
        </EmptyState>
      </div>
    );
  return (
    <div className="page">
      <AdministrationNav />
      <PageHead title={title} lead={lead}>
        {acts}
      </PageHead>
      {children}
    </div>
  );
}
