import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeHours } from '../../desk/api/directory.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { localMoment, officeState, type OfficeState } from './office-hours.js';
import { useOwnOffice } from './use-own-office.js';

/** Whether an office is open, by its own clock and calendar, told in our time: a disc and a word. */
export function OfficeNow({ hours }: { readonly hours: OfficeHours }): ReactElement {
  const now = useNow();
  const say = useOfficeWords();
  const state = officeState(hours, now);
  const shape = state.is === 'unknown' ? 'closed' : state.is;
  return <span className={`office-state ${shape}`}>{say(state)}</span>;
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
