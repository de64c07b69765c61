import type { ApplicationView } from '#client';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.js';

interface NotifiedProps {
  readonly notified: NonNullable<ApplicationView['notified']>;
  /** The way to the entry. */
  readonly children: ReactNode;
}

/** What came of an application: the authority in the directory, or that the directory says something else of it. */
export function Notified({ notified: { authority, differs }, children }: NotifiedProps): ReactElement {
  const { t } = useTranslation('application');
  return (
    <Notice tone={differs ? 'critical' : 'ok'} title={t(differs ? 'sign.differs' : 'sign.done')} action={children}>
      {t('sign.entry')}{' '}
      <span className="mono" translate="no">
        {authority}
      </span>
    </Notice>
  );
}
