import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import access from '../locales/en/access.json';
import ui from '../locales/en/ui.json';

/** Starts the translations with what the gate needs; every lazy part adds its own catalogue by {@link addCatalogue}. */
export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { ui, access } },
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}

/** Adds a part's words. */
export function addCatalogue(namespace: string, words: Readonly<Record<string, unknown>>): void {
  i18next.addResourceBundle('en', namespace, words);
}
