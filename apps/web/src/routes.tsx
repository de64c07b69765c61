import { Navigate, type RouteObject } from 'react-router';
import { Absent } from './features/shell/absent.js';
import { screenCode, FetchedScreen, type FetchScreen } from './features/shell/fetched-screen.js';
import { ScreenFault } from './features/shell/screen-fault.js';
import { Shell } from './features/shell/shell.js';
import type { ScreenPath } from './screen-paths.js';

/** A screen that is fetched when somebody goes there; what it throws is shown in its place, the frame stays. */
function screen(path: ScreenPath, fetch: FetchScreen): RouteObject {
  return { path, element: <FetchedScreen key={path} name={path} fetch={fetch} />, errorElement: <ScreenFault /> };
}

async function conversationScreen(): ReturnType<FetchScreen> {
  return { Component: (await import('./features/conversation/conversation-screen.js')).ConversationScreen };
}

/** The code of the screen that is gone to most: to be fetched before anybody goes there. */
export const conversationCode = screenCode('c/:id', conversationScreen);

/** Where every screen behind sign-in stands. */
export function routes(): RouteObject[] {
  return [
    {
      path: '/',
      element: <Shell />,
      errorElement: <ScreenFault />,
      children: [
        { index: true, element: <Navigate to="/inbox" replace /> },
        screen('inbox', async () => ({ Component: (await import('./features/inbox/inbox-screen.js')).InboxScreen })),
        screen('consultations', async () => ({
          Component: (await import('./features/inbox/consultations-screen.js')).ConsultationsScreen,
        })),
        screen('c/:id', conversationScreen),
        screen('new', async () => ({
          Component: (await import('./features/new-conversation/new-conversation-screen.js')).NewConversationScreen,
        })),
        screen('directory', async () => ({
          Component: (await import('./features/directory/directory-screen.js')).DirectoryScreen,
        })),
        screen('directory/basis', async () => ({
          Component: (await import('./features/basis/basis-screen.js')).BasisScreen,
        })),
        screen('directory/treaties', async () => ({
          Component: (await import('./features/basis/treaties-screen.js')).TreatiesScreen,
        })),
        screen('directory/:authority', async () => ({
          Component: (await import('./features/directory/authority-screen.js')).AuthorityScreen,
        })),
        screen('trust', async () => ({ Component: (await import('./features/trust/trust-screen.js')).TrustScreen })),
        screen('trust/leaves', async () => ({
          Component: (await import('./features/record/record-screen.js')).RecordScreen,
        })),
        screen('administration', async () => ({
          Component: (await import('./features/administration/administration-screen.js')).AdministrationScreen,
        })),
        screen('administration/officers', async () => ({
          Component: (await import('./features/administration/officers-screen.js')).OfficersScreen,
        })),
        screen('administration/applications', async () => ({
          Component: (await import('./features/applications/applications-screen.js')).ApplicationsScreen,
        })),
        screen('administration/applications/:id', async () => ({
          Component: (await import('./features/applications/application-screen.js')).ApplicationScreen,
        })),
        screen('administration/signatures', async () => ({
          Component: (await import('./features/administration/signatures-screen.js')).SignaturesScreen,
        })),
        screen('administration/rules', async () => ({
          Component: (await import('./features/administration/rules-screen.js')).RulesScreen,
        })),
        screen('administration/programs', async () => ({
          Component: (await import('./features/administration/programs-screen.js')).ProgramsScreen,
        })),
        screen('administration/page', async () => ({
          Component: (await import('./features/pages/our-page-screen.js')).OurPageScreen,
        })),
        screen('administration/archive', async () => ({
          Component: (await import('./features/archive/archive-screen.js')).ArchiveScreen,
        })),
        screen('administration/pages', async () => ({
          Component: (await import('./features/pages/waiting-pages-screen.js')).WaitingPagesScreen,
        })),
        screen('administration/import', async () => ({
          Component: (await import('./features/import/import-screen.js')).ImportScreen,
        })),
        screen('administration/network', async () => ({
          Component: (await import('./features/regions/regions-screen.js')).RegionsScreen,
        })),
        screen('hand-over/:officer', async () => ({
          Component: (await import('./features/hand-over/hand-over-screen.js')).HandOverScreen,
        })),
        screen('devices', async () => ({
          Component: (await import('./features/devices/devices-screen.js')).DevicesScreen,
        })),
        screen('settings', async () => ({
          Component: (await import('./features/settings/settings-screen.js')).SettingsScreen,
        })),
        { path: '*', element: <Absent /> },
      ],
    },
  ];
}
