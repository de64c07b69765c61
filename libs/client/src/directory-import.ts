import { AuthorityId } from '#contracts';
import { AuthorityNotified, type Authority } from '#directory';
import { listBounds } from './choices.js';
import { listIn, namesIn, notesIn, sectionsIn, truthIn } from './import-cells.js';
import { draftProblems, emptyDraft, tidyDraft, type DraftProblemKind, type PageDraft } from './page-draft.js';

/** The columns that are read: those of the directory's table, and the keys by which an authority signs. */
const COLUMNS = [
  'id',
  'state',
  'name',
  'functions',
  'instruments',
  'reference',
  'notified',
  'keys',
  'threshold',
  'names',
  'ministry',
  'address',
  'telephone',
  'fax',
  'email',
  'web',
  'territories',
  'zone',
  'opens',
  'closes',
  'weekend',
  'holidays',
  'languagesOfRequests',
  'languagesOfInformalContact',
  'translation',
  'channels',
  'draftsWelcome',
  'oralRequests',
  'sections',
  'reviewBy',
] as const;
type Column = (typeof COLUMNS)[number];

/** Columns of the directory's table that are not read: made from others, or about persons, whose values no list hands on. */
const UNREAD = ['stateName', 'standing', 'persons'];

/** What is wrong with a cell; lines are counted by rows, the heading is line 1. */
export interface ImportProblem {
  readonly line: number;
  readonly column: string;
  readonly is: DraftProblemKind | 'no-column' | 'other-state' | 'nothing' | 'no-rows' | 'too-many-rows';
  readonly value: string;
}

/** What one row would make. */
export interface ImportedAuthority {
  readonly line: number;
  readonly id: AuthorityId;
  readonly state: string;
  readonly name: string;
  /** Whether the directory has it already: then only its page is drafted, or nothing. */
  readonly isKnown: boolean;
  /** The statement that it was notified, to be signed by k roots; absent of a known one, and where the row has no key of it. */
  readonly notification: AuthorityNotified | undefined;
  /** Absent where the row says nothing of a page. */
  readonly page: PageDraft | undefined;
}

/** A list as it was read: nothing is made of it while anything is wrong. */
export interface ImportPreview {
  readonly authorities: readonly ImportedAuthority[];
  readonly problems: readonly ImportProblem[];
  /** Columns that are there and not read. */
  readonly unread: readonly string[];
}

/** What a list is read against. */
export interface ImportAgainst {
  readonly known: (id: AuthorityId) => Authority | undefined;
  /** `2026-03-01` */
  readonly today: string;
}

/** Reads a list of authorities: a heading, and a row for each. @param rows - cells as text */
export function readImport(rows: readonly (readonly string[])[], against: ImportAgainst): ImportPreview {
  const [heading = [], ...body] = rows;
  const columns = heading.map((title) => title.trim());
  const problems: ImportProblem[] = columns
    .filter((title) => title !== '' && !isColumn(title) && !UNREAD.includes(title))
    .map((title) => ({ line: 1, column: title, is: 'no-column', value: title }));
  for (const needed of ['state', 'name'] as const)
    if (!columns.includes(needed)) problems.push({ line: 1, column: needed, is: 'missing', value: '' });
  const lines = body
    .map((cells, i) => ({ line: i + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (lines.length === 0) problems.push({ line: 1, column: '', is: 'no-rows', value: '' });
  const { rows: most } = listBounds;
  if (lines.length > most) problems.push({ line: 1, column: '', is: 'too-many-rows', value: String(most) });
  const unread = columns.filter((title) => UNREAD.includes(title));
  if (problems.length > 0) return { authorities: [], problems, unread };
  const authorities: ImportedAuthority[] = [];
  for (const { line, cells } of lines) {
    const row = new Row(line, columns, cells);
    authorities.push(rowOf(row, against));
    problems.push(...row.problems);
  }
  problems.push(...twice(authorities));
  return { authorities, problems, unread };
}

function isColumn(title: string): title is Column {
  return (COLUMNS as readonly string[]).includes(title);
}

/** One row, and what is wrong with it. */
class Row {
  readonly problems: ImportProblem[] = [];
  readonly #cells: ReadonlyMap<string, string>;

  constructor(
    readonly line: number,
    columns: readonly string[],
    cells: readonly string[],
  ) {
    this.#cells = new Map(columns.map((column, i) => [column, (cells[i] ?? '').trim()]));
  }

  text(column: Column): string {
    // The directory's table puts it before what a spreadsheet would run.
    return (this.#cells.get(column) ?? '').replace(/^'(?=[=+\-@])/, '');
  }

  list(column: Column): string[] {
    return listIn(this.text(column));
  }

  has(column: Column): boolean {
    return this.text(column) !== '';
  }

  say(column: Column, is: ImportProblem['is']): void {
    this.problems.push({ line: this.line, column, is, value: this.text(column) });
  }
}

function rowOf(row: Row, { known, today }: ImportAgainst): ImportedAuthority {
  const [state, name] = [row.text('state'), row.text('name')];
  if (state === '') row.say('state', 'missing');
  if (name === '') row.say('name', 'missing');
  const id = idOf(row);
  const authority = known(id);
  if (authority !== undefined && authority.state !== state) row.say('state', 'other-state');
  const isNotified = authority === undefined && row.has('keys');
  const notification = isNotified ? notificationOf(row, id) : undefined;
  if (!isNotified) judgeCompetence(row);
  const page = pageOf(row, authority?.page === undefined ? emptyDraft({ name: name || id }, today) : undefined, today);
  // Of one that the directory has and that the list says no more of, there is nothing to make, and nothing wrong.
  const makesNothing = notification === undefined && page === undefined;
  if (row.problems.length === 0 && makesNothing && authority === undefined) row.say('keys', 'nothing');
  return { line: row.line, id, state, name, isKnown: authority !== undefined, notification, page };
}

/** What no notification is made of is judged all the same: a cell in another form was meant to say something. */
function judgeCompetence(row: Row): void {
  for (const column of ['functions', 'instruments'] as const)
    if (row.has(column) && !AuthorityNotified.shape[column].safeParse(row.list(column)).success)
      row.say(column, 'form');
}

function idOf(row: Row): AuthorityId {
  const given = AuthorityId.safeParse(row.has('id') ? row.text('id') : `authority:${slugOf(row)}`);
  if (given.success) return given.data;
  row.say('id', row.has('id') ? 'form' : 'missing');
  return `authority:line-${String(row.line)}` as AuthorityId;
}

function slugOf(row: Row): string {
  return `${row.text('state')} ${row.text('name')}`
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replaceAll(/^-+|-+$/g, '');
}

const NOTIFIED: Readonly<Record<string, Column>> = { date: 'notified' };

function notificationOf(row: Row, id: AuthorityId): AuthorityNotified | undefined {
  const parsed = AuthorityNotified.safeParse({
    type: 'authority.notified',
    subject: id,
    prev: '',
    state: row.text('state') || '?',
    name: row.text('name') || '?',
    functions: row.list('functions'),
    instruments: row.list('instruments'),
    reference: row.text('reference'),
    date: row.text('notified'),
    keys: row.list('keys'),
    threshold: row.has('threshold') ? Number(row.text('threshold')) : 1,
  });
  if (parsed.success) return parsed.data;
  for (const field of new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'threshold')))) {
    const column = NOTIFIED[field] ?? (field as Column);
    row.say(column, row.has(column) ? 'form' : 'missing');
  }
  return undefined;
}

/** Where what a page says stands in a list. */
const FIELDS: Readonly<Record<string, Column>> = {
  names: 'names',
  ministry: 'ministry',
  address: 'address',
  'office.telephone': 'telephone',
  'office.fax': 'fax',
  'office.email': 'email',
  'office.web': 'web',
  territories: 'territories',
  'hours.zone': 'zone',
  'hours.opens': 'opens',
  'hours.closes': 'closes',
  'hours.weekend': 'weekend',
  'hours.holidays': 'holidays',
  'languages.requests': 'languagesOfRequests',
  'languages.informal': 'languagesOfInformalContact',
  'languages.translation': 'translation',
  channels: 'channels',
  draftsWelcome: 'draftsWelcome',
  oralRequests: 'oralRequests',
  sections: 'sections',
  reviewBy: 'reviewBy',
};

function pageOf(row: Row, fresh: PageDraft | undefined, today: string): PageDraft | undefined {
  if (!Object.values(FIELDS).some((column) => row.has(column))) return undefined;
  const empty = fresh ?? emptyDraft({ name: row.text('name') || '?' }, today);
  const or = <Value>(column: Column, read: (text: string) => Value, otherwise: Value): Value =>
    row.has(column) ? read(row.text(column)) : otherwise;
  const same = (text: string): string => text;
  const draft = tidyDraft({
    ...empty,
    names: or('names', namesIn, empty.names),
    ministry: row.text('ministry'),
    address: row.text('address'),
    office: {
      telephone: row.text('telephone'),
      fax: row.text('fax'),
      email: row.text('email'),
      web: row.text('web'),
    },
    territories: row.list('territories'),
    hours: {
      zone: or('zone', same, empty.hours.zone),
      opens: or('opens', same, empty.hours.opens),
      closes: or('closes', same, empty.hours.closes),
      weekend: or('weekend', listIn, empty.hours.weekend),
      holidays: or('holidays', notesIn, []),
    },
    languages: {
      requests: or('languagesOfRequests', listIn, empty.languages.requests),
      informal: or('languagesOfInformalContact', listIn, empty.languages.informal),
      translation: or('translation', same, empty.languages.translation),
    },
    channels: or('channels', listIn, empty.channels),
    draftsWelcome: or('draftsWelcome', truthIn, empty.draftsWelcome),
    oralRequests: or('oralRequests', truthIn, empty.oralRequests),
    sections: or('sections', sectionsIn, []),
    reviewBy: or('reviewBy', same, empty.reviewBy),
  } as PageDraft);
  const problems = draftProblems(draft, today);
  for (const { field, is } of problems) {
    const [column] = Object.entries(FIELDS).find(([name]) => field === name || field.startsWith(`${name}.`)) ?? [];
    row.say(column === undefined ? 'sections' : (FIELDS[column] ?? 'sections'), is);
  }
  return problems.length === 0 ? draft : undefined;
}

function twice(authorities: readonly ImportedAuthority[]): ImportProblem[] {
  const seen = new Set<string>();
  return authorities.flatMap(({ id, line }): ImportProblem[] => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ line, column: 'id', is: 'twice', value: id }];
  });
}
