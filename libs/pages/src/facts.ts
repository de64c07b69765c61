import type { ShownAuthority } from './authority.js';
import { dayWords, languageName, term, zoneWords } from './terms.js';
import { fill, type PageWords } from './words.js';

/** One thing that a page says. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** What the text is an address of. */
  readonly address?: 'web' | 'email';
  /** Of what the authority wrote itself: its language tag. */
  readonly language?: string;
}

/** Facts under one heading. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** All that an authority's designation and page say, in words, under headings; what is empty is left out. */
export function factsOf(authority: ShownAuthority, words: PageWords): FactGroup[] {
  const { notified, functions, instruments, status, page } = authority;
  const { facts: label } = words;
  const groups: FactGroup[] = [
    {
      title: label.designation,
      facts: [
        { label: label.status, text: status === 'active' ? '' : words.status[status] },
        { label: label.functions, text: functions.map((code) => term(words, 'function', code)).join(', ') },
        { label: label.instruments, text: instruments.map((code) => term(words, 'instrument', code)).join(', ') },
        {
          label: label.notified,
          text: fill(label.notifiedValue, { date: dayWords(words, notified.date), reference: notified.reference }),
        },
        { label: label.review, text: page === null ? '' : dayWords(words, page.reviewBy) },
      ],
    },
    ...(page === null ? [] : pageGroups(page, words)),
  ];
  return groups
    .map(({ title, facts }) => ({ title, facts: facts.filter(({ text }) => text.trim() !== '') }))
    .filter(({ facts }) => facts.length > 0);
}

function pageGroups(page: NonNullable<ShownAuthority['page']>, words: PageWords): FactGroup[] {
  const { facts: label } = words;
  const { names, ministry, address, office, persons, territories, hours, languages, channels } = page;
  const named = (tags: readonly string[]): string => tags.map((tag) => languageName(words, tag)).join(', ');
  return [
    {
      title: label.names,
      facts: names.map(({ language, name }) => ({ label: languageName(words, language), text: name, language })),
    },
    {
      title: label.contacts,
      facts: [
        { label: label.ministry, text: ministry },
        { label: label.address, text: address },
        { label: label.telephone, text: office.telephone },
        { label: label.fax, text: office.fax },
        { label: label.email, text: office.email, address: 'email' },
        { label: label.web, text: office.web, address: 'web' },
        { label: label.territories, text: territories.join(', ') },
        ...persons.map(({ role, name, telephone, email }) => ({
          label: words.role[role],
          text: [name, telephone, email].filter((part) => part !== '').join(', '),
        })),
      ],
    },
    {
      title: label.hours,
      facts: [
        {
          label: label.daily,
          text: fill(label.dailyValue, { opens: hours.opens, closes: hours.closes, zone: zoneWords(hours.zone) }),
        },
        { label: label.weekend, text: hours.weekend.map((day) => term(words, 'weekday', day)).join(', ') },
        {
          label: label.holidays,
          text: hours.holidays.map(({ date, name }) => `${dayWords(words, date)} (${name})`).join('; '),
        },
      ],
    },
    {
      title: label.languages,
      facts: [
        { label: label.requests, text: named(languages.requests) },
        { label: label.informal, text: named(languages.informal) },
        { label: label.translation, text: words.translation[languages.translation] },
        { label: label.channels, text: channels.map((code) => term(words, 'channel', code)).join(', ') },
        { label: label.drafts, text: page.draftsWelcome ? label.draftsYes : label.draftsNo },
        { label: label.oral, text: page.oralRequests ? label.oralYes : label.oralNo },
      ],
    },
    ...page.sections.map(({ topic, language, text, visible }) => ({
      title:
        visible === 'members'
          ? fill(label.forMembers, { topic: term(words, 'topic', topic) })
          : term(words, 'topic', topic),
      facts: [{ label: languageName(words, language), text, language }],
    })),
  ];
}
