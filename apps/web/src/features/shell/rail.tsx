import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useDesk } from '../../platform/use-desk.js';
import { Hidden } from '../../ui/hidden.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { Menu } from '../../ui/menu.js';
import { useApplicationsCount } from '../applications/use-applications.js';
import { conversationPath } from '../conversation/link.js';
import { OfficeNow } from '../directory/office-now.js';
import { useOwnOffice } from '../directory/use-own-office.js';
import { needsAttention, useInbox } from '../inbox/use-inbox.js';
import { useWaitingPagesCount } from '../pages/use-submitted.js';
import { Pinned } from './pinned.js';
import { useAccountActs } from './use-account-acts.js';
import { useWaitingCount } from './use-waiting-count.js';

interface CountProps {
  readonly shown: number;
  readonly words: string;
}

interface Place {
  readonly to: string;
  readonly name:
    | 'inbox'
    | 'conversation'
    | 'consultations'
    | 'directory'
    | 'trust'
    | 'administration'
    | 'applications'
    | 'devices'
    | 'settings';
  readonly icon: IconName;
  readonly count?: CountProps;
  readonly isLarge?: boolean;
}

/** The places to go to, with what waits in each; on a small screen, tabs at the foot. */
export function Rail(): ReactElement {
  const { t } = useTranslation('shell');
  const { self } = useDesk();
  const { pathname } = useLocation();
  const { data = [] } = useInbox();
  const acts = useAccountActs();
  const devices = useWaitingCount();
  const applications = useApplicationsCount();
  const pages = useWaitingPagesCount();
  const waiting = [
    ...(devices > 0 ? [t('waitingDevices', { count: devices })] : []),
    ...(applications > 0 ? [t('waitingApplications', { count: applications })] : []),
    ...(pages > 0 ? [t('waitingPages', { count: pages })] : []),
  ].join(', ');
  const needing = data.filter(needsAttention).length;
  const open = data.filter(({ closed, member }) => member && !closed).length;
  const office: readonly Place[] = [
    { to: '/inbox', name: 'inbox', icon: 'inbox', count: { shown: needing, words: t('needYou', { count: needing }) } },
    {
      to: '/consultations',
      name: 'consultations',
      icon: 'consult',
      count: { shown: open, words: t('inAll', { count: open }) },
    },
    { to: '/directory', name: 'directory', icon: 'book' },
    { to: '/trust', name: 'trust', icon: 'record' },
    ...(self.administrator
      ? [
          {
            to: '/administration',
            name: 'administration',
            icon: 'admin',
            isLarge: true,
            count: { shown: devices + applications + pages, words: waiting },
          } as const,
        ]
      : self.secretariat
        ? [
            {
              to: '/administration/applications',
              name: 'applications',
              icon: 'doc',
              isLarge: true,
              count: { shown: applications, words: waiting },
            } as const,
          ]
        : []),
    { to: '/devices', name: 'devices', icon: 'device', isLarge: true },
    { to: '/settings', name: 'settings', icon: 'gear', isLarge: true },
  ];
  const places = self.expert === undefined ? office : expertPlaces(self.expert);
  // What a telephone shows under More alone.
  const hidden = places.find(({ isLarge, count }) => isLarge === true && count !== undefined)?.count;
  return (
    <div className="rail" data-pane>
      <nav aria-label={t('main')}>
        <ul>
          {places.map((place) => (
            <li key={place.to} className={place.isLarge === true ? 'only-large' : undefined}>
              <Link to={place.to} aria-current={isWithin(place.to, pathname) ? 'page' : undefined}>
                <Icon name={place.icon} />
                <span>{t(place.name)}</span>
                {place.count !== undefined && <Count {...place.count} />}
              </Link>
            </li>
          ))}
          <li className="only-small">
            <Menu
              label={t('more')}
              mark={hidden !== undefined && <Count {...hidden} />}
              items={acts}
              variant="quiet"
              isLabelShown
              icon="more"
            />
          </li>
        </ul>
      </nav>
      <Pinned lines={data} />
      {self.expert === undefined && <OurOffice />}
    </div>
  );
}

/** How much waits in a place, where anything does. */
function Count({ shown, words }: CountProps): ReactElement | undefined {
  if (shown === 0) return undefined;
  return (
    <span className="count">
      <span aria-hidden="true">{shown}</span>
      <Hidden>{words}</Hidden>
    </span>
  );
}

/** An outside expert has one conversation, and what it takes to rely on it. */
function expertPlaces(conversation: string): readonly Place[] {
  return [
    { to: conversationPath(conversation), name: 'conversation', icon: 'consult' },
    { to: '/trust', name: 'trust', icon: 'record' },
    { to: '/devices', name: 'devices', icon: 'device' },
    { to: '/settings', name: 'settings', icon: 'gear' },
  ];
}

/** Whether an address belongs to a place: a conversation does to the consultations. */
function isWithin(place: string, pathname: string): boolean {
  const roots = place === '/consultations' ? [place, '/c'] : [place];
  return roots.some((root) => pathname === root || pathname.startsWith(`${root}/`));
}

/** Whether our own office is open, as others see it. */
function OurOffice(): ReactElement | undefined {
  const { t } = useTranslation('shell');
  const { entry } = useOwnOffice();
  if (entry?.hours === undefined) return undefined;
  return (
    <footer className="rail-foot">
      {t('ourOffice')} <OfficeNow hours={entry.hours} />
    </footer>
  );
}
