import { weekdays } from '#client/choices';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/choices.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import type { PartProps } from './editing.js';
import { HolidaysPart } from './holidays-part.js';
import { usePageWords } from './use-page-words.js';

/** When the office is open, by its own clock, and when its page is to be looked at again. */
export function HoursPart({ draft, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation('pages');
  const { weekday } = usePageWords();
  const { hours, reviewBy } = draft;
  const zones = useMemo(
    () => [...new Set([hours.zone, ...Intl.supportedValuesOf('timeZone')])].sort().map((id) => ({ id, label: id })),
    [hours.zone],
  );
  const edit = (change: Partial<typeof hours>): void => {
    onChange({ hours: { ...hours, ...change } });
  };
  return (
    <section className="card stack" aria-labelledby="part-hours">
      <h2 id="part-hours">{t('part.hours')}</h2>
      <p className="small">{t('everyone')}</p>
      <div className="row">
        <Select
          label={t('field.hours-zone')}
          error={errorOf('hours.zone')}
          options={zones}
          value={hours.zone}
          onChange={(zone) => {
            edit({ zone });
          }}
        />
        {(['opens', 'closes'] as const).map((end) => (
          <TextField
            key={end}
            type="time"
            label={t(`field.hours-${end}`)}
            error={errorOf(`hours.${end}`)}
            value={hours[end]}
            onChange={(value) => {
              edit({ [end]: value });
            }}
          />
        ))}
      </div>
      <fieldset className="choices">
        <legend>{t('field.hours-weekend')}</legend>
        <div className="row">
          {weekdays.map((day) => (
            <Checkbox
              key={day}
              label={weekday(day)}
              isSelected={hours.weekend.includes(day)}
              onChange={(isSelected) => {
                edit({ weekend: weekdays.filter((one) => (one === day ? isSelected : hours.weekend.includes(one))) });
              }}
            />
          ))}
        </div>
      </fieldset>
      <HolidaysPart draft={draft} onChange={onChange} errorOf={errorOf} />
      <TextField
        type="date"
        label={t('field.reviewBy')}
        hint={t('hours.reviewHint')}
        error={errorOf('reviewBy')}
        value={reviewBy}
        onChange={(value) => {
          onChange({ reviewBy: value });
        }}
      />
    </section>
  );
}
