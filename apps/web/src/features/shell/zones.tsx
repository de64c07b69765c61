import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMatch } from 'react-router';
import { localMoment, spoken } from '#pages';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { zoneName } from '../conversation/thread/zone-words.js';
import { offsetWords } from '../directory/office-now.js';
import { useOwnOffice } from '../directory/use-own-office.js';
import { useStates } from '../directory/use-states.js';
import { useInbox } from '../inbox/use-inbox.js';

/** Our time, and beside it that of the office with which a conversation is open. */
export function Zones(): ReactElement {
  const { t, i18n } = useTranslation('shell');
  const now = useNow();
  const states = useStates();
  const { zone } = useOwnOffice();
  const { data = [] } = useInbox();
  const open = useMatch('/c/:id')?.params.id;
  const line = data.find(({ id }) => id === open);
  const theirs = line?.counterparts[0];
  const theirZone = line?.hours?.zone;
  const { language } = i18n;
  const place = zoneName(zone, language, now);
  return (
    <div className="zones">
      <div className="zone">
        <b>{timeWords(now, 'hour', { language, now, zone })}</b>
        <span>{t('ourZone', { place, day: shortDay(now, language, zone) })}</span>
      </div>
      {theirs !== undefined && theirZone !== undefined && localMoment(theirZone, now) !== undefined && (
        <div className="zone">
          <b>{timeWords(now, 'hour', { language, now, zone: theirZone })}</b>
          <span>{t('theirZone', { place: states.short(theirs), offset: offsetWords(theirZone, now) })}</span>
        </div>
      )}
    </div>
  );
}

function shortDay(at: number, language: string, timeZone: string): string {
  const fields = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat(spoken(language), { ...fields, timeZone }).format(at * 1000);
}
