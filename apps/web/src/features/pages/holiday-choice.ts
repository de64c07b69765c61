import { feastGroups, type Feast, type FeastDates, type OwnDay } from '#pages';

/** A day of one's own while it is typed. */
export interface TypedDay {
  readonly name: string;
  /** `1` to `12`, and `1` to `31`, or nothing yet. */
  readonly month: string;
  readonly day: string;
  readonly moves: boolean;
}

/** Every feast, in the order in which they are shown. */
export const allFeasts: readonly Feast[] = Object.values(feastGroups).flat();

/** What is typed as a day that has a date in some year; undefined while it has none, or no name. */
export function ownDay({ name, month, day, moves }: TypedDay): OwnDay | undefined {
  if (name.trim() === '' || !isDayOfMonth({ month, day })) return undefined;
  return { name: name.trim(), month: Number(month), day: Number(day), moves };
}

/** Whether some year has that day: 29 February is one. */
export function isDayOfMonth({ month, day }: Pick<TypedDay, 'month' | 'day'>): boolean {
  if (!/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return false;
  const at = new Date(Date.UTC(2028, Number(month) - 1, Number(day)));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}

/** The feasts that a page names already, by the names that they have here: who renews it has ticked them once. */
export function namedFeasts(
  standing: readonly { readonly date: string; readonly name: string }[],
  dates: FeastDates,
  nameOf: (feast: Feast) => string,
): ReadonlySet<Feast> {
  const isNamed = (feast: Feast): boolean =>
    standing.some(({ date, name }) => dates[feast].includes(date) && name.split(' / ').includes(nameOf(feast)));
  return new Set(allFeasts.filter(isNamed));
}
