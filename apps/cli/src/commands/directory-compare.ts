import { refuseExpert } from '#client';
import type { Authority } from '#directory';
import { lengthOf, localMoment, restOn, sharedDays, zoneWords, type OfficeHours, type Span } from '#pages';
import { CodedError, unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { systemClock } from '../platform/environment.js';
import { print, safeLine, table } from '../platform/io.js';
import { authorityOf } from '../platform/names.js';

const NOON = 12 * 3600;

/** `comity directory compare AUTHORITY AUTHORITY` */
export const directoryCompare: Register = (noun, streams) => {
  noun
    .command('compare <authority> <other>')
    .description('The hours that two offices share in the next seven days, by the clock of each.')
    .addHelpText('after', examples('comity directory compare marenia nerovia'))
    .action(async (first: string, second: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, identity }) => {
        await directory.sync();
        refuseExpert({ directory, self: identity });
        const [one, other] = [first, second].map((words) => authorityOf({ directory }, words)) as [
          Authority,
          Authority,
        ];
        const [ours, theirs] = [hoursOf(one), hoursOf(other)];
        const days = [...sharedDays(ours, theirs, ours.zone, unixSeconds(systemClock))].map(({ day, spans }) => ({
          date: dateAt(ours.zone, day.from + NOON),
          spans,
          rest: [
            [one, restOn(ours, dateAt(ours.zone, day.from + NOON))] as const,
            [other, restOn(theirs, dateAt(theirs.zone, day.from + NOON))] as const,
          ].flatMap(([{ id }, rest]) => (rest === undefined ? [] : [{ authority: id, rest }])),
        }));
        print(
          context.io,
          [
            ...[one, other].map((authority) => headingOf(authority, hoursOf(authority))),
            '',
            ...table([
              ['', zoneWords(ours.zone), zoneWords(theirs.zone)],
              ...days.map(({ date, spans, rest }) =>
                spans.length === 0
                  ? [date, '-', '-', rest.map((closed) => `${closed.authority}: ${restWords(closed.rest)}`).join('; ')]
                  : [date, spanWords(spans, ours.zone), spanWords(spans, theirs.zone), lengthWords(spans)],
              ),
            ]),
          ],
          {
            authorities: [one, other].map((authority) => ({ id: authority.id, hours: hoursOf(authority) })),
            days,
          },
        );
      });
    });
};

function hoursOf({ id, page }: Authority): OfficeHours {
  if (page === undefined) throw new CodedError('person.unknown', `${id} has published no page, and so no hours`);
  const { hours } = page;
  if (localMoment(hours.zone, 0) === undefined)
    throw new CodedError('person.unknown', `${id} names a time zone that this machine does not know: ${hours.zone}`);
  return hours;
}

function headingOf({ name, state }: Authority, { opens, closes, zone, weekend }: OfficeHours): string {
  return `${safeLine(name)} (${safeLine(state)})  ${opens}-${closes} ${zoneWords(zone)}; weekend ${weekend.join(', ')}`;
}

function dateAt(zone: string, at: number): string {
  return localMoment(zone, at)?.date ?? '';
}

function spanWords(spans: readonly Span[], zone: string): string {
  return spans.map(({ from, until }) => `${clockAt(zone, from)}-${clockAt(zone, until)}`).join(', ');
}

function clockAt(zone: string, at: number): string {
  const { minutes = 0 } = localMoment(zone, at) ?? {};
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function lengthWords(spans: readonly Span[]): string {
  const minutes = Math.round(lengthOf(spans) / 60);
  return minutes % 60 === 0
    ? `${String(minutes / 60)} h`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

function restWords(rest: NonNullable<ReturnType<typeof restOn>>): string {
  return rest === 'weekend' ? 'weekend' : safeLine(rest.holiday);
}
