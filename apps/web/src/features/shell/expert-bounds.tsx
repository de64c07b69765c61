import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation } from 'react-router';
import { useDesk } from '../../platform/use-desk.js';
import { PageHead } from '../../ui/page-head.js';
import { conversationPath } from '../conversation/link.js';

const OPEN = ['/trust', '/devices', '/settings'];

/** What an outside expert sees: their conversation, and what it takes to rely on it. Everything for anybody else. */
export function ExpertBounds({ children }: { readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation('shell');
  const { self } = useDesk();
  const { pathname } = useLocation();
  if (self.expert === undefined) return <>{children}</>;
  const home = conversationPath(self.expert);
  if (pathname === home || OPEN.includes(pathname)) return <>{children}</>;
  if (pathname === '/' || pathname === '/inbox' || pathname === '/consultations') return <Navigate to={home} replace />;
  return (
    <div className="page">
      <PageHead title={t('expert.title')} lead={t('expert.text')} />
      <p>
        <Link className="btn" to={home}>
          {t('expert.action')}
        </Link>
      </p>
    </div>
  );
}
