import { useSyncExternalStore } from 'react';

const PLACE = 'comity.preferences';

/** What a person chose for this browser. Nothing of it is secret, and it holds before sign-in too. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  /** Whether single letters are shortcuts (WCAG 2.1.4). */
  readonly letters: boolean;
  /** Whether the browser says that something new waits, where no window can be seen. */
  readonly notifications: boolean;
  /** A language tag (BCP 47). */
  readonly language: string;
}

const USUAL: Preferences = { theme: 'system', letters: true, notifications: false, language: 'en' };

let held = read();
const listeners = new Set<() => void>();

function read(): Preferences {
  let stored: Partial<Record<keyof Preferences, unknown>>;
  try {
    stored = (JSON.parse(localStorage.getItem(PLACE) ?? '{}') ?? {}) as typeof stored;
  } catch {
    // Storage may be closed to this page, or hold what is no preference.
    stored = {};
  }
  const { theme, letters, notifications, language } = stored;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : USUAL.theme,
    letters: typeof letters === 'boolean' ? letters : USUAL.letters,
    notifications: notifications === true,
    language: typeof language === 'string' ? language : USUAL.language,
  };
}

function become(next: Preferences): void {
  held = next;
  showTheme();
  for (const listener of listeners) listener();
}

function showTheme(): void {
  if (held.theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = held.theme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What holds now, outside of a component. */
export function preferences(): Preferences {
  return held;
}

/** What holds now. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

/** Chooses anew; every window of this browser follows. */
export function prefer(chosen: Partial<Preferences>): void {
  const next = { ...held, ...chosen };
  try {
    localStorage.setItem(PLACE, JSON.stringify(next));
  } catch {
    // Then it holds in this window alone.
  }
  become(next);
}

/** Shows the page as was chosen, and follows what other windows choose. */
export function startPreferences(): void {
  showTheme();
  addEventListener('storage', ({ key }) => {
    if (key === PLACE) become(read());
  });
}
