import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { spoken } from '#pages';
import { Checkbox } from '../../ui/choices.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { FormRows } from './form-rows.js';
import { isDayOfMonth, type TypedDay } from './holiday-choice.js';

/** What the days of one's own are given. */
export interface OwnDaysProps {
  readonly days: readonly TypedDay[];
  readonly onChange: (days: TypedDay[]) => void;
  /** Whether what is missing is told. */
  readonly isChecked: boolean;
}

/** Days that an office keeps on the same date every year, and which of them move from a day of rest. */
export function OwnDays({ days, onChange, isChecked }: OwnDaysProps): ReactElement {
  const { t, i18n } = useTranslation('holidays');
  const months = useMemo(() => {
    const format = new Intl.DateTimeFormat(spoken(i18n.language), { month: 'long', timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, month) => ({
      id: String(month + 1),
      label: format.format(Date.UTC(2026, month, 1)),
    }));
  }, [i18n.language]);
  return (
    <fieldset className="stack tight">
      <legend>{t('own')}</legend>
      <p className="hint">{t('ownHint')}</p>
      <FormRows
        label={t('own')}
        items={days}
        onChange={onChange}
        add={t('addOwn')}
        remove={(number) => t('removeOwn', { number })}
        fresh={() => ({ name: '', month: '1', day: '1', moves: true })}
      >
        {(typed, change) => (
          <>
            <TextField
              label={t('name')}
              error={isChecked && typed.name.trim() === '' ? t('missingName') : undefined}
              maxLength={200}
              value={typed.name}
              onChange={(name) => {
                change({ name });
              }}
            />
            <TextField
              label={t('day')}
              inputMode="numeric"
              maxLength={2}
              error={isChecked && !isDayOfMonth(typed) ? t('missingDay') : undefined}
              value={typed.day}
              onChange={(day) => {
                change({ day });
              }}
            />
            <Select
              label={t('month')}
              options={months}
              value={typed.month}
              onChange={(month) => {
                change({ month });
              }}
            />
            <div className="is-wide">
              <Checkbox
                label={t('moves')}
                isSelected={typed.moves}
                onChange={(moves) => {
                  change({ moves });
                }}
              />
            </div>
          </>
        )}
      </FormRows>
    </fieldset>
  );
}
