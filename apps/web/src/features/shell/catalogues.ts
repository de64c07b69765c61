import directory from '../../locales/en/directory.json';
import inbox from '../../locales/en/inbox.json';
import notices from '../../locales/en/notices.json';
import shell from '../../locales/en/shell.json';
import trust from '../../locales/en/trust.json';
import { addCatalogue } from '../../platform/i18n.js';

/** Adds the words that the frame of every screen behind sign-in needs, and what stands in it. */
export function addFrameCatalogues(): void {
  addCatalogue('directory', directory);
  addCatalogue('inbox', inbox);
  addCatalogue('notices', notices);
  addCatalogue('shell', shell);
  addCatalogue('trust', trust);
}
