import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import administration from '../../locales/en/administration.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useDesk } from '../../platform/use-desk.js';

addCatalogue('administration', administration);

interface Place {
  readonly to: string;
  readonly name: keyof typeof administration.nav;
  /** Whether it is shown to the secretariat's administrators alone. */
  readonly isSecretariats?: boolean;
}

// One line a screen, in the order in which they are shown; its name stands in the catalogue under `nav`.
const PLACES: readonly Place[] = [
  { to: '/administration', name: 'overview' },
  { to: '/administration/officers', name: 'officers' },
  { to: '/administration/signatures', name: 'signatures' },
  { to: '/administration/page', name: 'page' },
  { to: '/administration/rules', name: 'rules' },
  { to: '/administration/programs', name: 'programs' },
  { to: '/administration/network', name: 'network' },
  { to: '/administration/archive', name: 'archive' },
  { to: '/administration/pages', name: 'pages', isSecretariats: true },
  { to: '/administration/applications', name: 'applications', isSecretariats: true },
  { to: '/administration/import', name: 'import', isSecretariats: true },
];

/** The ways between the screens of administration: stands before the heading of each. */
export function AdministrationNav(): ReactElement {
  const { t } = useTranslation('administration');
  const { pathname } = useLocation();
  const { self } = useDesk();
  return (
    <nav className="tabs no-print" aria-label={t('nav.label')}>
      {PLACES.filter(({ isSecretariats = false }) => !isSecretariats || self.secretariat).map(({ to, name }) => (
        <Link key={to} to={to} aria-current={isAt(to, pathname) ? 'page' : undefined}>
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** Whether an address is a screen, or what stands behind one: behind the first stands every other. */
function isAt(to: string, pathname: string): boolean {
  return pathname === to || (to !== '/administration' && pathname.startsWith(`${to}/`));
}
