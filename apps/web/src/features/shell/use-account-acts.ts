import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDesk } from '../../platform/use-desk.js';
import type { MenuAct } from '../../ui/menu.js';

/** What an officer does about themselves and this device; on a small screen, everything that has no tab. */
export function useAccountActs(): readonly MenuAct[] {
  const { t } = useTranslation('shell');
  const { desk, self } = useDesk();
  const navigate = useNavigate();
  const place = (
    name: 'administration' | 'applications' | 'devices' | 'settings',
    icon: NonNullable<MenuAct['icon']>,
    to = `/${name}`,
  ): MenuAct => ({
    id: name,
    label: t(name),
    icon,
    onAction: () => {
      void navigate(to);
    },
  });
  const leave: MenuAct = {
    id: 'sign-out',
    label: t('signOut'),
    icon: 'lock',
    onAction: () => {
      void desk.access.lock();
    },
  };
  return [
    ...(self.administrator
      ? [place('administration', 'admin')]
      : self.secretariat
        ? [place('applications', 'doc', '/administration/applications')]
        : []),
    place('devices', 'device'),
    place('settings', 'gear'),
    leave,
  ];
}
