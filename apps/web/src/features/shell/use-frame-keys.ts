import { useNavigate } from 'react-router';
import { useShortcuts } from '../../platform/shortcuts.js';
import { nextPane } from './panes.js';
import type { Overlay } from './overlay.js';

/** The keys that act on every screen. */
export function useFrameKeys(open: (overlay: Overlay) => void): void {
  const navigate = useNavigate();
  const go = (to: string) => (): void => {
    void navigate(to);
  };
  const show = (overlay: Overlay) => (): void => {
    open(overlay);
  };
  useShortcuts({
    '/': show('palette'),
    'Ctrl+k': show('palette'),
    '?': show('keys'),
    F1: show('help'),
    n: go('/new'),
    'g i': go('/inbox'),
    'g c': go('/consultations'),
    'g d': go('/directory'),
    'g r': go('/trust'),
    'g a': go('/administration'),
    'g m': go('/devices'),
    'g s': go('/settings'),
    F6: () => {
      nextPane(1);
    },
    'Shift+F6': () => {
      nextPane(-1);
    },
  });
}
