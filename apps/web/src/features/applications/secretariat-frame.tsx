import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import application from '../../locales/en/application.json';
import conversation from '../../locales/en/conversation.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHead } from '../../ui/page-head.js';
import { AdministrationNav } from '../administration/administration-nav.js';

addCatalogue('application', application);
// What draws a document speaks its words.
addCatalogue('conversation', conversation);

interface SecretariatFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A screen of applications: for the officers of the secretariat, its administrators or not. */
export function SecretariatFrame({ title, lead, children }: SecretariatFrameProps): ReactElement {
  const { t } = useTranslation('application');
  const { self } = useDesk();
  if (!self.secretariat)
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
      {self.administrator && <AdministrationNav />}
      <PageHead title={title} lead={lead} />
      {children}
    </div>
  );
}
