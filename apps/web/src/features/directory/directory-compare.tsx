import { lengthOf, localMoment, restOn, sharedDays, type OfficeHours, type SharedDay } from '#pages';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuthorityLine } from '../../desk/api/directory.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { Dialog } from '../../ui/dialog.js';
import { Select } from '../../ui/select.js';
import { Table } from '../../ui/table.js';
import { zoneName } from '../conversation/thread/zone-words.js';
import { durationWords } from './duration-words.js';
import { useStates } from './use-states.js';

const HALF_A_DAY = 12 * 3600;

type WithHours = AuthorityLine & { readonly hours: OfficeHours };

/** What the dialog is given. */
export interface CompareProps {
  readonly lines: readonly AuthorityLine[];
  readonly onClose: () => void;
}

/** The hours that two offices share in the next seven days, by the clock of each. */
export function DirectoryCompare({ lines, onClose }: CompareProps): ReactElement {
  const { t } = useTranslation('directory');
  const states = useStates();
  const offices = lines.filter((line): line is WithHours => line.hours !== undefined);
  const [[first, second], setChosen] = useState([offices.find(({ ours }) => ours)?.id ?? offices[0]?.id, '']);
  const options = offices.map((line) => ({ id: line.id, label: `${states.short(line)}: ${line.name}` }));
  const [one, other] = [first, second].map((id) => offices.find((line) => line.id === id));
  return (
    <Dialog title={t('compare.title')} onClose={onClose} isWide>
      <div className="stack compare">
        <Select
          label={t('compare.one')}
          options={options}
          value={first}
          onChange={(id) => {
            setChosen([id, second]);
          }}
        />
        <Select
          label={t('compare.other')}
          placeholder={t('compare.choose')}
          options={options}
          value={second === '' ? undefined : second}
          onChange={(id) => {
            setChosen([first, id]);
          }}
        />
        {one !== undefined && other !== undefined && <Week one={one} other={other} />}
        {one !== undefined && other !== undefined && (
          <Link to={`/directory/basis?${new URLSearchParams({ of: one.state, and: other.state }).toString()}`}>
            {t('compare.basis')}
          </Link>
        )}
      </div>
    </Dialog>
  );
}

function Week({ one, other }: { readonly one: WithHours; readonly other: WithHours }): ReactElement {
  const { t, i18n } = useTranslation('directory');
  const { language } = i18n;
  const states = useStates();
  const now = useNow();
  const days = [...sharedDays(one.hours, other.hours, one.hours.zone, now)];
  if (days.length === 0) return <p role="status">{t('office.unknown')}</p>;
  const offices = [one, other] as const;
  const named = (line: WithHours): string =>
    t('compare.clock', { office: states.short(line), zone: zoneName(line.hours.zone, language, now) });
  const hour = (at: number, { hours }: WithHours): string => timeWords(at, 'hour', { language, now, zone: hours.zone });
  const spans = ({ spans: shared }: SharedDay, line: WithHours): string =>
    shared.length === 0
      ? t('compare.closed')
      : shared
          .map(({ from, until }) => t('hours.span', { from: hour(from, line), until: hour(until, line) }))
          .join(', ');
  const whyNone = ({ day }: SharedDay): string => {
    const reasons = offices.flatMap((line) => {
      const date = localMoment(line.hours.zone, day.from + HALF_A_DAY)?.date ?? '';
      const rest = restOn(line.hours, date);
      if (rest === undefined) return [];
      const office = states.short(line);
      return rest === 'weekend'
        ? t('compare.weekend', { office })
        : t('compare.holiday', { office, name: rest.holiday });
    });
    return reasons.length === 0 ? t('compare.none') : reasons.join('; ');
  };
  const columns = [t('compare.day'), named(one), named(other), t('compare.together')];
  return (
    <Table caption={t('compare.title')} columns={columns}>
      {days.map((shared) => (
        <tr key={shared.day.from} role="row">
          <th role="rowheader" scope="row" className="plain-weight">
            {timeWords(shared.day.from + HALF_A_DAY, 'day', { language, now, zone: one.hours.zone })}
          </th>
          {offices.map((line, i) => (
            <td key={`${line.id} ${String(i)}`} role="cell" data-label={columns[i + 1]}>
              {spans(shared, line)}
            </td>
          ))}
          <td role="cell" data-label={columns[3]}>
            {shared.spans.length === 0 ? whyNone(shared) : durationWords(lengthOf(shared.spans), language)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
