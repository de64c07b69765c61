import { feastGroups, type Feast, type FeastDates, type FeastGroup } from '#pages';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/choices.js';
import { usePageWords } from './use-page-words.js';

/** What the choice of feasts is given. */
export interface FeastChoiceProps {
  readonly dates: FeastDates;
  readonly years: readonly number[];
  readonly chosen: ReadonlySet<Feast>;
  readonly onChange: (chosen: ReadonlySet<Feast>) => void;
}

const groups = Object.entries(feastGroups) as [FeastGroup, readonly Feast[]][];

/** Widespread feast days by kind, each with its dates in the years that are chosen. */
export function FeastChoice({ dates, years, chosen, onChange }: FeastChoiceProps): ReactElement {
  const { t, i18n } = useTranslation('holidays');
  const { day } = usePageWords();
  const daysOf = (feast: Feast): string | undefined => {
    const days = dates[feast].filter((date) => years.includes(Number(date.slice(0, 4))));
    return days.length === 0 ? undefined : new Intl.ListFormat(i18n.language, { type: 'unit' }).format(days.map(day));
  };
  return (
    <fieldset className="stack tight feasts">
      <legend>{t('feasts')}</legend>
      {groups.map(([group, feasts]) => {
        const count = feasts.filter((feast) => chosen.has(feast)).length;
        return (
          <details key={group}>
            <summary>
              {count === 0 ? t(`group.${group}`) : t('groupCount', { group: t(`group.${group}`), count })}
            </summary>
            <p className="hint">{t(`hint.${group}`)}</p>
            <div className="choices feast-days">
              {feasts.map((feast) => (
                <Checkbox
                  key={feast}
                  label={t(`feast.${feast}`)}
                  hint={daysOf(feast)}
                  isSelected={chosen.has(feast)}
                  onChange={(isSelected) => {
                    const changed = new Set(chosen);
                    if (isSelected) changed.add(feast);
                    else changed.delete(feast);
                    onChange(changed);
                  }}
                />
              ))}
            </div>
          </details>
        );
      })}
    </fieldset>
  );
}
