import { stateName } from '#pages';
import { useTranslation } from 'react-i18next';
import type { AuthorityName } from '../../desk/api/names.js';
import states from '../../locales/en/states.json';
import { addCatalogue } from '../../platform/i18n.js';

addCatalogue('states', states);

/** How States are named in the reader's language. */
export interface States {
  /** The State of an authority; what stands in its place where no list names it, as on the pages for everyone. */
  readonly name: (authority: Pick<AuthorityName, 'state'>) => string;
  /** The same in a word or two, for narrow places. */
  readonly short: (authority: Pick<AuthorityName, 'state'>) => string;
  /** Two or three letters for its plate. */
  readonly code: (authority: Pick<AuthorityName, 'state'>) => string;
}

/** Names of States: from `Intl` by their code, and of the invented States of a demonstration from the catalogue. */
export function useStates(): States {
  const { t, i18n } = useTranslation('states');
  // Which States there are is known only from the directory.
  const invented = (part: string, state: string): string | undefined =>
    i18n.exists(`${part}.${state}`, { ns: 'states' }) ? (t as (key: string) => string)(`${part}.${state}`) : undefined;
  const listed = (state: string): string => stateName({ language: i18n.language, state: {} }, state);
  return {
    name: ({ state }) => invented('named', state) ?? listed(state),
    short: ({ state }) => invented('short', state) ?? listed(state),
    code: ({ state }) => invented('code', state) ?? state.slice(0, 3).toLocaleUpperCase('en'),
  };
}
