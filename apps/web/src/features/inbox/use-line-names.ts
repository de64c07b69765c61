import { useTranslation } from 'react-i18next';
import type { InboxLine } from '../../desk/api/inbox.js';
import { useStates, type States } from '../directory/use-states.js';

/** How a conversation is named in lists. */
export interface LineNames {
  readonly states: States;
  /** Its subject; without one, what kind it is and with whom. */
  readonly matter: (line: InboxLine) => string;
  /** The States on the other side. */
  readonly counterparts: (line: InboxLine) => string;
}

/** Names conversations by their subject and their counterparts. */
export function useLineNames(): LineNames {
  const { t, i18n } = useTranslation('inbox');
  const states = useStates();
  const list = new Intl.ListFormat(i18n.language, { style: 'narrow', type: 'conjunction' });
  const counterparts = (line: InboxLine): string => list.format(line.counterparts.map((one) => states.name(one)));
  return {
    states,
    counterparts,
    matter: (line) => {
      if (line.subject !== undefined) return line.subject;
      return line.kind === 'direct'
        ? t('direct', { names: line.officers.length > 0 ? list.format(line.officers) : counterparts(line) })
        : t('noSubject', { names: counterparts(line) });
    },
  };
}
