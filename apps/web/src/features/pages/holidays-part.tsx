import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import holidays from '../../locales/en/holidays.json';
import { addCatalogue } from '../../platform/i18n.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import type { PartProps } from './editing.js';
import { FormRows } from './form-rows.js';
import { HolidaysDialog } from './holidays-dialog.js';

addCatalogue('holidays', holidays);

/** The days on which the office is closed: typed, or taken over from feasts whose dates are computed. */
export function HolidaysPart({ draft, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation(['pages', 'holidays']);
  const [isOpen, setOpen] = useState(false);
  const [taken, setTaken] = useState(0);
  const { hours } = draft;
  const edit = (days: typeof hours.holidays): void => {
    onChange({ hours: { ...hours, holidays: days } });
  };
  return (
    <>
      <h3>{t('field.hours-holidays')}</h3>
      <div>
        <Button
          isSmall
          icon="plus"
          onPress={() => {
            setOpen(true);
          }}
        >
          {t('holidays:open')}
        </Button>
      </div>
      {taken > 0 && (
        <Notice tone="ok" title={t('holidays:taken', { count: taken })} isAnnounced>
          {t('holidays:takenWhat')}
        </Notice>
      )}
      <FormRows
        label={t('field.hours-holidays')}
        items={hours.holidays}
        onChange={edit}
        add={t('hours.addHoliday')}
        remove={(number) => t('hours.removeHoliday', { number })}
        fresh={() => ({ date: '', name: '' })}
      >
        {({ date, name }, change, place) => (
          <>
            <TextField
              type="date"
              label={t('hours.date')}
              error={errorOf(`hours.holidays.${String(place)}.date`)}
              value={date}
              onChange={(value) => {
                change({ date: value });
              }}
            />
            <TextField
              label={t('hours.name')}
              error={errorOf(`hours.holidays.${String(place)}.name`)}
              value={name}
              onChange={(value) => {
                change({ name: value });
              }}
            />
          </>
        )}
      </FormRows>
      {isOpen && (
        <HolidaysDialog
          hours={hours}
          onTake={(days, count) => {
            edit(days);
            setTaken(count);
            setOpen(false);
          }}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
