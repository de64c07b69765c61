import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHead } from '../../ui/page-head.js';

/** An address at which nothing is. */
export function Absent(): ReactElement {
  const { t } = useTranslation('shell');
  return (
    <div className="page">
      <PageHead title={t('absent.title')} lead={t('absent.text')} />
      <p>
        <Link className="btn" to="/inbox">
          {t('absent.action')}
        </Link>
      </p>
    </div>
  );
}
