import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHead } from '../../ui/page-head.js';
import { AdministrationNav } from './administration-nav.js';

/** What a screen of administration is given. */
export interface AdministrationFrameProps {
  readonly title: string;
  readonly lead?: string;
  /** Whom it is for; others are told so. The secretariat's are for its officers, administrators or not. */
  readonly for?: 'everybody' | 'administrators' | 'secretariat';
  /** The way to what it belongs to, before the heading. */
  readonly path?: ReactNode;
  /** Acts, at the end of the heading's line. */
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of administration: an administrator's ways to the others, its heading, and what stands there for those it is for. */
export function AdministrationFrame(props: AdministrationFrameProps): ReactElement {
  const { title, lead, for: whom = 'administrators', path, acts, children } = props;
  const { self } = useDesk();
  const isTheirs = whom === 'everybody' || { administrators: self.administrator, secretariat: self.secretariat }[whom];
  return (
    <div className="page">
      {self.administrator && <AdministrationNav />}
      {path}
      {isTheirs ? (
        <>
          <PageHead title={title} lead={lead}>
            {acts}
          </PageHead>
          {children}
        </>
      ) : (
        <>
          <PageHead title={title} />
          <NotYours whom={whom} />
        </>
      )}
    </div>
  );
}

function NotYours({ whom }: { readonly whom: 'administrators' | 'secretariat' }): ReactElement {
  const { t } = useTranslation('administration');
  return (
    <EmptyState title={t(`notYours.${whom}.title`)}>
      <p>{t(`notYours.${whom}.what`)}</p>
    </EmptyState>
  );
}
