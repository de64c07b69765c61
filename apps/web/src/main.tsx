import './styles/index.css';
import i18next from 'i18next';
import type { ReactElement } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { ElsewhereScreen } from './features/access/elsewhere-screen.js';
import { Gate } from './features/access/gate.js';
import { takeInvitation } from './features/access/invitation-link.js';
import { Applying } from './features/applying/applying.js';
import { isApplying, takeLink } from './features/applying/link.js';
import { connectDesk, DeskElsewhere } from './platform/desk.js';
import { startTranslations } from './platform/i18n.js';
import { startPreferences } from './platform/preferences.js';
import { refuseStrayDrops } from './platform/stray-drops.js';
import { ToastRegion } from './ui/toast.js';

// Before anything else: neither an invitation nor the link of an application is to stand in a history of this browser.
const isApplicant = isApplying(location.pathname);
const link = isApplicant ? takeLink(window) : undefined;
const invitation = isApplicant ? undefined : takeInvitation(window);

async function firstScreen(): Promise<ReactElement> {
  try {
    const desk = await connectDesk();
    return isApplicant ? <Applying desk={desk} link={link} /> : <Gate desk={desk} invitation={invitation} />;
  } catch (error) {
    if (error instanceof DeskElsewhere) return <ElsewhereScreen />;
    throw error;
  }
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

startPreferences();
refuseStrayDrops();
await startTranslations();
createRoot(root).render(
  <I18nProvider locale={i18next.language}>
    {await firstScreen()}
    <ToastRegion />
  </I18nProvider>,
);
