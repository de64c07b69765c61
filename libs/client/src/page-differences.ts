import { personFields, type PageDraft } from './page-draft.js';

/** A value of a page's field as it is compared: text, a yes or no, or codes. */
export type PageValue = string | boolean | readonly string[];

/** A field of a page that differs between two versions. */
export interface PageDifference {
  /** Such as `ministry`, `office.email`, `names`, `sections`. */
  readonly field: string;
  /** Of what there are several of, which: a language, a day, a topic and its language, a role and its number. */
  readonly key?: string;
  /** Absent where it was not there before, or is not any more. */
  readonly before?: PageValue;
  readonly after?: PageValue;
}

interface Part {
  readonly field: string;
  readonly key?: string;
  readonly value: PageValue;
}

/** What a page has several of, in an order that its readers see. */
const ORDERED = ['names', 'persons', 'hours.holidays', 'sections'];

/** What differs between two pages, field by field in the order of a page; the whole page where there was none before. */
export function pageDifferences(before: PageDraft | undefined, after: PageDraft): PageDifference[] {
  const [oldParts, freshParts] = [before === undefined ? [] : partsOf(before), partsOf(after)];
  const old = new Map(oldParts.map((part) => [nameOf(part), part]));
  const fresh = new Map(freshParts.map((part) => [nameOf(part), part]));
  const changed = [...new Set([...fresh.keys(), ...old.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), fresh.get(name)];
    const part = is ?? was;
    if (part === undefined || JSON.stringify(was?.value) === JSON.stringify(is?.value)) return [];
    const { field, key } = part;
    return [
      {
        field,
        ...(key === undefined ? {} : { key }),
        ...(was === undefined ? {} : { before: was.value }),
        ...(is === undefined ? {} : { after: is.value }),
      },
    ];
  });
  return [...changed, ...ORDERED.flatMap((field) => reordered(field, oldParts, freshParts))];
}

/** Of what stands in both, where it stands in another order now. */
function reordered(field: string, oldParts: readonly Part[], freshParts: readonly Part[]): PageDifference[] {
  const [old, fresh] = [keysIn(field, oldParts), keysIn(field, freshParts)];
  const before = old.filter((key) => fresh.includes(key));
  const after = fresh.filter((key) => old.includes(key));
  return before.every((key, place) => key === after[place]) ? [] : [{ field: `${field}.order`, before, after }];
}

function keysIn(list: string, parts: readonly Part[]): string[] {
  const isIn = ({ field }: Part): boolean => field === list || field.startsWith(`${list}.`);
  return [...new Set(parts.filter(isIn).flatMap(({ key }) => key ?? []))];
}

function nameOf({ field, key }: Pick<Part, 'field' | 'key'>): string {
  return JSON.stringify([field, key]);
}

/** A page taken apart, each part under a name of its own; a text that is empty is not there. */
function partsOf(page: PageDraft): Part[] {
  const { names, office, persons, territories, hours, languages, sections } = page;
  const met = new Map<string, number>();
  const counted = (name: string): number => {
    const count = (met.get(name) ?? 0) + 1;
    met.set(name, count);
    return count;
  };
  // A page that was signed by another program may say a thing twice.
  const several = (field: string, key: string, value: string): Part => {
    const count = counted(`${field} ${key}`);
    return { field, key: count === 1 ? key : `${key} ${String(count)}`, value };
  };
  const parts: Part[] = [
    ...names.map(({ language, name }) => several('names', language, name)),
    { field: 'ministry', value: page.ministry },
    { field: 'address', value: page.address },
    ...Object.entries(office).map(([line, value]) => ({ field: `office.${line}`, value })),
    ...persons.flatMap(({ role, fields }) => {
      const key = `${role} ${String(counted(role))}`;
      if (Object.keys(fields).length === 0) return [{ field: 'persons', key, value: [role] }];
      return personFields.flatMap((label): Part[] => {
        const field = fields[label];
        if (field === undefined) return [];
        return [
          { field: `persons.${label}`, key, value: field.value },
          { field: `persons.${label}.visible`, key, value: [field.visible] },
        ];
      });
    }),
    { field: 'territories', value: territories },
    { field: 'hours.zone', value: hours.zone },
    { field: 'hours.opens', value: hours.opens },
    { field: 'hours.closes', value: hours.closes },
    { field: 'hours.weekend', value: hours.weekend },
    ...hours.holidays.map(({ date, name }) => several('hours.holidays', date, name)),
    { field: 'languages.requests', value: languages.requests },
    { field: 'languages.informal', value: languages.informal },
    { field: 'languages.translation', value: [languages.translation] },
    { field: 'channels', value: page.channels },
    { field: 'draftsWelcome', value: page.draftsWelcome },
    { field: 'oralRequests', value: page.oralRequests },
    ...sections.map(({ topic, language, text, visible }) =>
      several(visible === 'members' ? 'sections.members' : 'sections', `${topic} ${language}`, text),
    ),
    { field: 'reviewBy', value: page.reviewBy },
  ];
  return parts.filter(({ key, value }) => key !== undefined || typeof value === 'boolean' || value.length > 0);
}
