import { dayOf, draftProblems, feastDates } from '#client';
import {
  chosenHolidays,
  feastGroups,
  isDay,
  unstatedYear,
  withHolidays,
  yearsLookedAt,
  type ComputedHoliday,
  type Feast,
  type FeastGroup,
  type OwnDay,
} from '#pages';
import { CodedError, unixSeconds } from '#primitives';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, severalOf, type Register } from '../platform/command.js';
import { systemClock } from '../platform/environment.js';
import { feastGroupNames, feastNames } from '../platform/feast-names.js';
import { writeText } from '../platform/file.js';
import { print, remark, safeLine, table, type Io } from '../platform/io.js';
import { draftIn, refuseProblems } from './page-submit.js';

interface Options {
  readonly feast?: readonly Feast[];
  readonly own?: readonly OwnDay[];
  readonly year?: readonly number[];
  readonly dropPast?: true;
}

const groups = Object.entries(feastGroups) as [FeastGroup, readonly Feast[]][];
const ANNOUNCED = 'Days by the moon may be moved by the State’s own announcement: look them over.';

/** `comity page holidays [FILE]` */
export const pageHolidays: Register = (noun, streams) => {
  noun
    .command('holidays [file]')
    .description(
      'Add the public holidays of a year to a draft of your page; without a file, the feasts to choose from.',
    )
    .addOption(
      new Option('--feast <name>', 'a feast, such as good-friday; may be repeated').argParser(severalOf(feastOf)),
    )
    .addOption(
      new Option(
        '--own <day>',
        'a day of your own, as 09-30=Harbour Day, or +09-30=Harbour Day to move it from a day of rest to the next working day; may be repeated',
      ).argParser(severalOf(ownDay)),
    )
    .addOption(
      new Option(
        '--year <year>',
        'of which year, the next one that the page does not state; may be repeated',
      ).argParser(severalOf(wholeNumber(2000, 2100))),
    )
    .option('--drop-past', 'leave out the days of years gone by')
    .addHelpText('after', `\nA day that the draft names already keeps its name. ${ANNOUNCED}`)
    .addHelpText(
      'after',
      examples(
        'comity page holidays --year 2027',
        'comity page holidays page.json --feast good-friday --feast easter-monday --own "+09-30=Harbour Day"',
      ),
    )
    .action(async (file: string | undefined, options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const today = dayOf(unixSeconds(systemClock));
      await (file === undefined ? list(io, options, today) : add(io, file, options, today));
    });
};

async function list(io: Io, { year }: Options, today: string): Promise<void> {
  const dates = await feastDates(year ?? [yearOf(today), yearOf(today) + 1]);
  const named = groups.map(([group, feasts]) => ({
    group,
    feasts: feasts.map((feast) => ({ feast, group, name: feastNames[feast], dates: dates[feast] })),
  }));
  const lines = named.flatMap(({ group, feasts }) => [
    feastGroupNames[group],
    ...table(feasts.map((one) => [`  ${one.feast}`, one.name, one.dates.join(', ')])),
  ]);
  print(io, lines, { feasts: named.flatMap(({ feasts }) => feasts) });
  remark(io, ANNOUNCED);
}

async function add(io: Io, file: string, options: Options, today: string): Promise<void> {
  const { feast = [], own = [], dropPast = false } = options;
  if (feast.length + own.length === 0 && !dropPast)
    throw new CodedError('usage.invalid', 'name a --feast or an --own day: "comity page holidays" lists the feasts');
  // A page whose review is over is written anew for just that: it is told when it is submitted.
  const draft = await draftIn(file, { problems: (typed) => draftProblems(typed, '') });
  const { weekend, holidays: standing } = draft.hours;
  const years = options.year ?? [unstatedYear(standing, today) ?? yearOf(today) + 1];
  const feasts = feast.map((one) => ({ feast: one, name: feastNames[one] }));
  const computed = chosenHolidays({ years, feasts, own }, await feastDates(yearsLookedAt(years)), weekend);
  const isNew = ({ date }: { readonly date: string }): boolean => standing.every((one) => one.date !== date);
  const added = computed.filter(isNew);
  const holidays = withHolidays(standing, added, dropPast ? `${today.slice(0, 4)}-01-01` : '');
  const changed = { ...draft, hours: { ...draft.hours, holidays } };
  refuseProblems(file, draftProblems(changed, ''));
  await writeText(file, `${JSON.stringify(changed, undefined, 2)}\n`);
  const rows = computed.map((one) => [`  ${one.date}`, safeLine(one.name), isNew(one) ? moved(one) : 'stands there']);
  const sum = `${String(added.length)} added, ${String(holidays.length)} in the draft`;
  print(io, [sum, ...table(rows)], { file, added, holidays });
  remark(io, `${ANNOUNCED} Next: comity page diff ${file}`);
}

function moved({ movedFrom }: ComputedHoliday): string {
  return movedFrom === undefined ? '' : `moved from ${movedFrom}`;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function feastOf(text: string): Feast {
  const feast = groups.flatMap(([, feasts]) => feasts).find((one) => one === text);
  if (feast === undefined)
    throw new InvalidArgumentError('It is the name of a feast: "comity page holidays" lists them.');
  return feast;
}

function ownDay(text: string): OwnDay {
  const [, moves, month, day, name = ''] = /^(\+?)(\d\d)-(\d\d)=(.+)$/.exec(text.trim()) ?? [];
  // Of a leap year: a day that some years have not is one.
  if (name.trim() === '' || !isDay(`2028-${String(month)}-${String(day)}`))
    throw new InvalidArgumentError('It is a month, a day and a name, such as 09-30=Harbour Day.');
  return { name: name.trim(), month: Number(month), day: Number(day), moves: moves === '+' };
}
