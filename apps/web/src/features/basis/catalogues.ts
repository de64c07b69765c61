import { instruments, type InstrumentId, type Provision } from '#consultation';
import { useTranslation } from 'react-i18next';
import basis from '../../locales/en/basis.json';
import directory from '../../locales/en/directory.json';
import { addCatalogue } from '../../platform/i18n.js';

const keyOf = (id: InstrumentId, article: string): string => `${id} ${article}`;

/** Adds the words of the basis finder and of the library of treaties; what articles provide comes with the treaties. */
export function addBasisCatalogues(): void {
  addCatalogue('directory', directory);
  addCatalogue('basis', basis);
  addCatalogue(
    'provisions',
    Object.fromEntries(
      Object.values(instruments).flatMap(({ id, scope, provisions }) =>
        [scope, ...Object.values(provisions)].flat().map(({ article, says }) => [keyOf(id, article), says]),
      ),
    ),
  );
}

/** What an article provides, in the reader's language. */
export function useProvisions(): (id: InstrumentId, provision: Provision) => string {
  const { t } = useTranslation('provisions');
  return (id, { article }) => t(keyOf(id, article), { keySeparator: false, nsSeparator: false });
}
