import type { ApplicationView } from '#client';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDesk } from '../../platform/use-desk.js';
import { Notice } from '../../ui/notice.js';
import { Asking } from './asking.js';
import { Finding } from './finding.js';
import { Notified } from './notified.js';
import { Signing } from './signing.js';

interface JudgingProps {
  readonly id: string;
  readonly view: ApplicationView;
}

/** What this officer may do with an application now, and why not what they may not. */
export function Judging({ id, view }: JudgingProps): ReactElement {
  const { t } = useTranslation('application');
  const { self } = useDesk();
  const { state, may, authenticatedBy, notified } = view;
  const seen = view.head;
  const isFirst = state === 'authenticated' && authenticatedBy === self.officer;
  return (
    <>
      {isFirst && (
        <Notice tone="info" title={t('judge.four')}>
          {t('judge.fourWhat')}
        </Notice>
      )}
      {state === 'clarification-asked' && <Notice tone="info">{t('judge.asked')}</Notice>}
      {state === 'returned' && <Notice tone="info">{t('judge.returned')}</Notice>}
      {may.includes('notified') && <Signing id={id} seen={seen} />}
      {notified !== undefined && (
        <Notified notified={notified}>
          <Link to={`/directory/${notified.authority}`}>{t('sign.open')}</Link>
        </Notified>
      )}
      {may.includes('authenticated') && <Finding key={seen} id={id} act="authenticate" seen={seen} />}
      {may.includes('verified') && <Finding key={seen} id={id} act="verify" seen={seen} />}
      {may.includes('clarification-asked') && <Asking id={id} />}
    </>
  );
}
