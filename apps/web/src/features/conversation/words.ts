import { useTranslation } from 'react-i18next';
import { isolated } from '#pages';
import type { AuthorityName } from '../../desk/api/names.js';
import type { Person } from '../../desk/api/parties.js';
import { useStates } from '../directory/use-states.js';

export { isolated };

const YEAR = 365;

/** Words of this feature by keys that are put together from codes, the first that is there; a spec holds every code to the catalogue. */
export type Say = (key: string | readonly string[], values?: Readonly<Record<string, unknown>>) => string;

/** The catalogue of conversations. */
export interface ConversationWords {
  readonly say: Say;
  readonly language: string;
  /** The State for which a party speaks. */
  readonly state: (party: AuthorityName) => string;
  /** Names in a sentence. */
  readonly list: (names: readonly string[]) => string;
  /** A person as a screen reader says them, who has no use for signs of direction; an outside expert never without the mark. */
  readonly spoken: (person: Person) => string;
  /** As `spoken`, in a sentence that is seen. */
  readonly named: (person: Person) => string;
  /** The names of people in a sentence, each in its own direction of writing. */
  readonly namesOf: (people: readonly Person[]) => string;
}

/** The catalogue of conversations, and how names stand in its sentences. */
export function useWords(): ConversationWords {
  const { t, i18n } = useTranslation('conversation');
  const { language } = i18n;
  const states = useStates();
  const say = t as unknown as Say;
  const list = (names: readonly string[]): string =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(names.map(isolated));
  // An outside expert is given the names of those alone with whom they sit: the others are told by their office.
  const nameOf = ({ officer, name, party }: Person): string =>
    name === officer ? say('unnamed', { party: states.name(party) }) : name;
  const marked = ({ expert }: Person, name: string): string => (expert ? say('expert.named', { name }) : name);
  return {
    say,
    language,
    state: states.name,
    list,
    spoken: (person) => marked(person, nameOf(person)),
    named: (person) => marked(person, isolated(nameOf(person))),
    namesOf: (people) => list(people.map(nameOf)),
  };
}

/** What a history rule allows, in words. */
export function historyWords(say: Say, history: string): string {
  const days = /^days:(\d+)$/.exec(history)?.[1];
  return days === undefined ? say(`history.${history}`) : say('history.days', { count: Number(days) });
}

/** After how many days messages expire, in words. */
export function retentionWords(say: Say, retention: number): string {
  if (retention === 0) return say('retention.never');
  return retention % YEAR === 0
    ? say('retention.years', { count: retention / YEAR })
    : say('retention.days', { count: retention });
}
