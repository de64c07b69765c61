import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localMoment, officeState, type OfficeHours, type OfficeState } from '#pages';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { classes } from '../../ui/classes.js';
import { useOwnOffice } from './use-own-office.js';

/** What the office's state is given. */
export interface OfficeNowProps {
  readonly hours: OfficeHours;
  /** In a word or two, for the rail. */
  readonly isShort?: boolean;
}

/** Whether an office is open, by its own clock and calendar, told in our time: a disc and a word. */
export function OfficeNow({ hours, isShort = false }: OfficeNowProps): ReactElement {
  const now = useNow();
  const say = useOfficeWords();
  const sayShort = useShortWords();
  const state = officeState(hours, now);
  return (
    <span className={classes('office-state', state.is === 'unknown' ? 'closed' : state.is)} title={say(state)}>
      {isShort ? sayShort(state) : say(state)}
    </span>
  );
}

function useShortWords(): (state: OfficeState) => string {
  const { t, i18n } = useTranslation('directory');
  const { zone } = useOwnOffice();
  const now = useNow();
  const hour = (at: number): string => timeWords(at, 'hour', { language: i18n.language, zone, now });
  const weekday = (at: number): string =>
    new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: zone }).format(at * 1000);
  return (state) => {
    if (state.is === 'open') return t('office.short.open');
    if (state.is === 'closing') return t('office.short.closes', { time: hour(state.until) });
    if (state.is === 'unknown' || state.opens === undefined) return t('office.short.closed');
    const isToday = localMoment(zone, state.opens)?.date === localMoment(zone, now)?.date;
    return t('office.short.opens', { time: isToday ? hour(state.opens) : weekday(state.opens) });
  };
}

/** Tells how an office stands, in our time. */
export function useOfficeWords(): (state: OfficeState) => string {
  const { t, i18n } = useTranslation('directory');
  const { zone } = useOwnOffice();
  const now = useNow();
  const place = { language: i18n.language, zone, now };
  return (state) => {
    switch (state.is) {
      case 'open':
        return t('office.open', { time: timeWords(state.until, 'hour', place) });
      case 'closing':
        return t('office.closing', { count: Math.max(1, Math.ceil((state.until - now) / 60)) });
      case 'unknown':
        return t('office.unknown');
      case 'closed': {
        if (state.opens === undefined) return t('office.closed');
        const isToday = localMoment(zone, state.opens)?.date === localMoment(zone, now)?.date;
        const day = timeWords(state.opens, 'moment', place);
        if (state.holiday !== undefined) return t('office.holiday', { name: state.holiday, day });
        return isToday
          ? t('office.opensToday', { time: timeWords(state.opens, 'hour', place) })
          : t('office.opensDay', { day });
      }
    }
  };
}

/** How a zone's clock is ahead of universal time at a moment, as it is written: `UTC+4`. */
export function offsetWords(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at * 1000);
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}
