import { useState, type ReactElement } from 'react';
import { RouterProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Outlet, useHref, useNavigate } from 'react-router';
import { HelpPanel } from '../help/help-panel.js';
import { Palette } from '../palette/palette.js';
import { KeyMap } from '../palette/key-map.js';
import { Banners } from './banners.js';
import { ExpertBounds } from './expert-bounds.js';
import './frame.css';
import { Rail } from './rail.js';
import { TopBar } from './top-bar.js';
import type { Overlay } from './overlay.js';
import { useFrameKeys } from './use-frame-keys.js';
import { useCounts } from './use-counts.js';

/** The frame of every screen behind sign-in: top bar, rail, and the screen itself. */
export function Shell(): ReactElement {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [overlay, setOverlay] = useState<Overlay>();
  useFrameKeys(setOverlay);
  useCounts();
  const close = (): void => {
    setOverlay(undefined);
  };
  return (
    <RouterProvider navigate={(to) => void navigate(to)} useHref={useHref}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <div className="app">
        <TopBar onOpen={setOverlay} />
        <Rail />
        <main className="main" id="main" tabIndex={-1} data-pane>
          <Banners />
          <ExpertBounds>
            <Outlet />
          </ExpertBounds>
        </main>
      </div>
      {overlay === 'palette' && <Palette onClose={close} onOpen={setOverlay} />}
      {overlay === 'keys' && <KeyMap onClose={close} />}
      {overlay === 'help' && <HelpPanel onClose={close} />}
    </RouterProvider>
  );
}
