import type { PageDraft } from '#client';
import {
  announcedGroups,
  chosenHolidays,
  feastGroups,
  unstatedYear,
  withHolidays,
  yearsLookedAt,
  type Feast,
} from '#pages';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../platform/clock.js';
import { useView } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Dialog } from '../../ui/dialog.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Loading } from '../../ui/progress.js';
import { ComputedDays } from './computed-days.js';
import { FeastChoice } from './feast-choice.js';
import { allFeasts, namedFeasts, ownDay, type TypedDay } from './holiday-choice.js';
import { OwnDays } from './own-days.js';

type Hours = PageDraft['hours'];

/** What a page holds of them. */
const MOST = 64;
/** Feasts whose days may be announced otherwise. */
const announced: ReadonlySet<Feast> = new Set(announcedGroups.flatMap((group) => feastGroups[group]));

/** What the dialog is given. */
export interface HolidaysDialogProps {
  readonly hours: Hours;
  /** The page's holidays with what was taken over, and how many that were. */
  readonly onTake: (holidays: Hours['holidays'], count: number) => void;
  readonly onClose: () => void;
}

/** Feasts and own days of this year and the next, their dates, and their way into the page. */
export function HolidaysDialog({ hours, onTake, onClose }: HolidaysDialogProps): ReactElement {
  const { t } = useTranslation('holidays');
  const nameOf = (feast: Feast): string => t(`feast.${feast}`);
  const { holidays: standing, weekend } = hours;
  const today = new Date(useNow() * 1000).toISOString().slice(0, 10);
  const [thisYear, nextYear] = [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1];
  const { data, error, refetch } = useView(['pages', 'feasts', thisYear], (desk) =>
    desk.pages.feastDates(yearsLookedAt([thisYear, nextYear])),
  );
  const [years, setYears] = useState<readonly number[]>([unstatedYear(standing, today) ?? nextYear]);
  const [picked, setPicked] = useState<ReadonlySet<Feast>>();
  const [own, setOwn] = useState<TypedDay[]>([]);
  const [dropsPast, setDropsPast] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const chosen = picked ?? (data === undefined ? new Set() : namedFeasts(standing, data, nameOf));
  const feasts = allFeasts.filter((feast) => chosen.has(feast)).map((feast) => ({ feast, name: nameOf(feast) }));
  const ownDays = own.flatMap((typed) => ownDay(typed) ?? []);
  const days = data === undefined ? [] : chosenHolidays({ years, feasts, own: ownDays }, data, weekend);
  const stands = (date: string): boolean => standing.some((one) => one.date === date);
  const added = days.filter(({ date }) => !stands(date));
  const firstDay = `${String(thisYear)}-01-01`;
  const past = standing.filter(({ date }) => date !== '' && date < firstDay).length;
  const result = withHolidays(standing, added, dropsPast ? firstDay : '');
  const isTooMany = result.length > MOST;
  return (
    <Dialog
      title={t('title')}
      isKept
      isWide
      onClose={onClose}
      footer={
        <>
          <Button
            variant="primary"
            isDisabled={isTooMany || (added.length === 0 && own.length === 0 && !dropsPast)}
            onPress={() => {
              setChecked(true);
              if (ownDays.length === own.length) onTake(result, added.length);
            }}
          >
            {added.length > 0 ? t('take', { count: added.length }) : t(dropsPast ? 'tidy' : 'takeNone')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading label={t('loading')} />}
      {data !== undefined && (
        <>
          <p>{t('lead')}</p>
          <div className="holiday-columns">
            <div className="stack">
              <Years offered={[thisYear, nextYear]} years={years} onChange={setYears} />
              <FeastChoice dates={data} years={years} chosen={chosen} onChange={setPicked} />
              <OwnDays days={own} onChange={setOwn} isChecked={isChecked} />
            </div>
            <div className="stack">
              <ComputedDays days={days} stands={stands} />
              {feasts.some(({ feast }) => announced.has(feast)) && (
                <Notice tone="info" title={t('announced')}>
                  {t('announcedWhat')}
                </Notice>
              )}
              {past > 0 && (
                <Checkbox label={t('dropPast', { count: past })} isSelected={dropsPast} onChange={setDropsPast} />
              )}
              {isTooMany && (
                <Notice tone="warn" title={t('tooMany', { most: MOST, count: result.length })} isAnnounced>
                  {t('tooManyWhat')}
                </Notice>
              )}
            </div>
          </div>
        </>
      )}
    </Dialog>
  );
}

interface YearsProps {
  readonly offered: readonly number[];
  readonly years: readonly number[];
  readonly onChange: (years: readonly number[]) => void;
}

function Years({ offered, years, onChange }: YearsProps): ReactElement {
  const { t } = useTranslation('holidays');
  return (
    <fieldset className="choices">
      <legend>{t('years')}</legend>
      <div className="row">
        {offered.map((year) => (
          <Checkbox
            key={year}
            label={String(year)}
            isSelected={years.includes(year)}
            onChange={(isSelected) => {
              onChange(offered.filter((one) => (one === year ? isSelected : years.includes(one))));
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
