import i18next, { type BackendModule, type TypeOptions } from 'i18next';
import { initReactI18next } from 'react-i18next';
import access from '../locales/en/access.json';
import faults from '../locales/en/faults.json';
import ui from '../locales/en/ui.json';
import { preferences } from './preferences.js';

type Catalogues = TypeOptions['resources'];

// English comes with the code; any other language is fetched, a catalogue at a time, as parts of the page need it.
const fetched: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, give) => {
    fetch(`/locales/${language}/${namespace}.json`)
      .then(async (answer) => (await answer.json()) as Record<string, unknown>)
      .then(
        (words) => {
          give(null, words);
        },
        (error: unknown) => {
          give(error as Error, false);
        },
      );
  },
};

/** Starts the translations with what the gate needs; every lazy part adds its own catalogue by {@link addCatalogue}. */
export async function startTranslations(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
  });
  await i18next
    .use(fetched)
    .use(initReactI18next)
    .init({
      lng: preferences().language,
      fallbackLng: 'en',
      load: 'currentOnly',
      resources: { en: { ui, access, faults } },
      partialBundledLanguages: true,
      ns: ['ui', 'access', 'faults'],
      defaultNS: 'ui',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Adds a part's words in English; they are declared in `catalogues.d.ts`. */
export function addCatalogue<Name extends keyof Catalogues>(name: Name, words: Catalogues[Name]): void {
  i18next.addResourceBundle('en', name, words);
}
