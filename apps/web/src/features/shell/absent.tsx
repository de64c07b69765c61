import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../../ui/empty-state.js';

/** An address at which nothing is. */
export function Absent(): ReactElement {
  const { t } = useTranslation('shell');
  return (
    <div className="page">
      <EmptyState
        title={t('absent.title')}
        action={
          <Link className="btn" to="/inbox">
            {t('absent.action')}
          </Link>
        }
      >
        <p>{t('absent.text')}</p>
      </EmptyState>
    </div>
  );
}
