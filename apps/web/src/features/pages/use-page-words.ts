import type { PageDifference, PageValue } from '#client';
import { weekdays } from '#client/choices';
import { useTranslation } from 'react-i18next';
import { spoken } from '#pages';
import { useLanguageNames, useTerms } from '../directory/use-terms.js';

/** How a page's fields are told. */
export interface PageWords {
  readonly weekday: (day: string) => string;
  /** A day of the calendar, `2026-03-01`. */
  readonly day: (day: string) => string;
  /** The same with its day of the week. */
  readonly dayOfWeek: (day: string) => string;
  readonly role: (role: string) => string;
  /** A field, and which of several it is. */
  readonly field: (difference: Pick<PageDifference, 'field' | 'key'>) => string;
  readonly value: (field: string, value: PageValue) => string;
}

/** The words for what stands in a page. */
export function usePageWords(): PageWords {
  const { t, i18n } = useTranslation(['pages', 'directory']);
  const term = useTerms();
  const languageName = useLanguageNames();
  // Which fields differ is known only when they do.
  const say = t as unknown as (key: string) => string;
  const format = (date: string, options: Intl.DateTimeFormatOptions): string => {
    const at = Date.parse(`${date}T00:00:00Z`);
    if (Number.isNaN(at)) return date;
    return new Intl.DateTimeFormat(spoken(i18n.language), { ...options, timeZone: 'UTC' }).format(at);
  };
  const day = (date: string): string => format(date, { dateStyle: 'medium' });
  // The first of June 2026 was a Monday.
  const weekday = (name: string): string =>
    format(`2026-06-0${String(1 + Math.max(0, (weekdays as readonly string[]).indexOf(name)))}`, { weekday: 'long' });
  const role = (name: string): string => say(`directory:contacts.role.${name}`);
  const which = (field: string, key: string): string => {
    const [first = '', second = '', third = ''] = key.split(' ');
    // What stands there twice has a number.
    if (field === 'names') return `${languageName(first)} ${second}`.trimEnd();
    if (field === 'hours.holidays') return `${day(first)} ${second}`.trimEnd();
    if (field === 'sections' || field === 'sections.members')
      return `${term('topic', first)}, ${languageName(second)} ${third}`.trimEnd();
    return `${role(first)} ${second}`;
  };
  const one = (field: string, code: string): string => {
    if (field.endsWith('.order')) return which(field.replace(/\.order$/, ''), code);
    if (field === 'languages.translation') return say(`directory:translation.${code}`);
    if (field.startsWith('languages.')) return languageName(code);
    if (field === 'channels') return term('channel', code);
    if (field === 'hours.weekend') return weekday(code);
    if (field === 'persons') return role(code);
    return field.endsWith('.visible') ? say(`pages:visible.${code}`) : code;
  };
  return {
    weekday,
    day,
    dayOfWeek: (date) => format(date, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    role,
    field: ({ field, key }) => {
      const name = say(`pages:field.${field.replaceAll('.', '-')}`);
      return key === undefined ? name : `${name}: ${which(field, key)}`;
    },
    value: (field, value) => {
      if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
      if (value === '' && /^(?:persons|sections\.members)/.test(field)) return t('changes.notGiven');
      if (typeof value === 'string') return field === 'reviewBy' ? day(value) : value;
      return value.map((code) => one(field, code)).join(', ');
    },
  };
}
