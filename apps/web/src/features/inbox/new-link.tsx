import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '../../ui/icon.js';

/** Leads to where a conversation is begun; with an authority, to its own. */
export function NewLink({ authority }: { readonly authority?: string }): ReactElement {
  const { t } = useTranslation('inbox');
  const to = authority === undefined ? '/new' : `/new?with=${encodeURIComponent(authority)}`;
  return (
    <Link className="btn primary" to={to}>
      <Icon name="plus" />
      {t('new')}
    </Link>
  );
}
