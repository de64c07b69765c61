import type { ComputedHoliday } from '#pages';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Table } from '../../ui/table.js';
import { usePageWords } from './use-page-words.js';

/** What the list of computed days is given. */
export interface ComputedDaysProps {
  readonly days: readonly ComputedHoliday[];
  /** Whether the page names that day already. */
  readonly stands: (date: string) => boolean;
}

/** The days as they would be taken over, in order. */
export function ComputedDays({ days, stands }: ComputedDaysProps): ReactElement {
  const { t } = useTranslation('holidays');
  const words = usePageWords();
  return (
    <section className="stack tight" aria-labelledby="holiday-dates">
      <h3 id="holiday-dates">{t('dates')}</h3>
      {days.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <Table caption={t('dates')} columns={[t('date'), t('name'), t('note')]}>
          {days.map(({ date, name, movedFrom }) => (
            <tr key={date} role="row">
              <td role="cell" data-label={t('date')}>
                {words.dayOfWeek(date)}
              </td>
              <td role="cell" data-label={t('name')}>
                <bdi>{name}</bdi>
              </td>
              <td role="cell" data-label={t('note')} className="muted">
                {stands(date)
                  ? t('stands')
                  : movedFrom !== undefined && t('moved', { day: words.dayOfWeek(movedFrom) })}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
