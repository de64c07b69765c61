import { limits, type FieldOpening } from '#contracts';
import { commitmentOf, Page, type Authority, type PersonalFields } from '#directory';
import { isDay, shownTexts } from '#pages';
import { z } from 'zod';
import { needsTopic, visibilities } from './choices.js';
import { freshOpening } from './personal-commitments.js';
import { isEmail, isTelephone, isWebAddress, sound, withScheme } from './typed-fields.js';

/** A person's fields, in the order in which they are shown. */
export const personFields = ['name', 'telephone', 'email'] as const;
/** One of {@link personFields}. */
export type PersonField = (typeof personFields)[number];

/** A personal value as typed, and who may see it. */
const PersonalValue = z.strictObject({
  value: z.string().min(1).max(limits.fieldText),
  visible: z.enum(visibilities),
});
const DraftPerson = z.strictObject({
  role: Page.shape.persons.element.shape.role,
  fields: z.strictObject({
    name: PersonalValue.optional(),
    telephone: PersonalValue.optional(),
    email: PersonalValue.optional(),
  }),
});

/** A text under a topic, and who may read it: everyone, where it does not say. */
const DraftSection = z.strictObject({
  ...Page.shape.sections.element.shape,
  text: Page.shape.sections.element.shape.text.options[0],
  visible: PersonalValue.shape.visible.optional(),
});

/** A page with the values of its commitments in the clear: as it is written, compared and shown; never signed. */
export const PageDraft = z.strictObject({
  ...Page.shape,
  persons: z.array(DraftPerson).max(32),
  sections: z.array(DraftSection).max(64),
});
export type PageDraft = z.infer<typeof PageDraft>;

const soundValue = sound(PersonalValue);
const { names, office, hours, sections, reviewBy } = PageDraft.shape;

/** What is judged of a draft's fields by themselves and beside each other, also while others are wrong: what is wrong is left out. */
const Sound = z.object({
  names: z.array(z.object({ language: sound(names.element.shape.language) })).catch([]),
  office: z
    .object({
      telephone: sound(office.shape.telephone),
      fax: sound(office.shape.fax),
      email: sound(office.shape.email),
      web: sound(office.shape.web),
    })
    .catch({}),
  persons: z
    .array(
      z.object({
        fields: z.object({ name: soundValue, telephone: soundValue, email: soundValue }).catch({}),
      }),
    )
    .catch([]),
  hours: z
    .object({
      zone: sound(hours.shape.zone),
      opens: sound(hours.shape.opens),
      closes: sound(hours.shape.closes),
      holidays: z.array(z.object({ date: sound(hours.shape.holidays.element.shape.date) })).catch([]),
    })
    .catch({ holidays: [] }),
  sections: z
    .array(
      z.object({
        topic: sound(sections.element.shape.topic),
        language: sound(sections.element.shape.language),
        text: sound(sections.element.shape.text),
        visible: sound(sections.element.shape.visible),
      }),
    )
    .catch([]),
  reviewBy: sound(reviewBy),
});

/** What is wrong with a field of a draft. */
export type DraftProblemKind =
  | 'missing'
  | 'too-long'
  | 'form'
  | 'unknown'
  | 'past'
  | 'order'
  | 'twice'
  | 'too-many'
  | 'for-members'
  | 'for-everyone';

/** A field of a draft that cannot be signed so. */
export interface DraftProblem {
  /** Such as `hours.zone` or `names.0.name`. */
  readonly field: string;
  readonly is: DraftProblemKind;
}

/** An empty draft for an authority without a page: looked at again in a year. @param today - `2026-03-01` */
export function emptyDraft({ name }: Pick<Authority, 'name'>, today: string): PageDraft {
  return {
    names: [{ language: 'en', name }],
    ministry: '',
    address: '',
    office: { telephone: '', fax: '', email: '', web: '' },
    persons: [],
    territories: [],
    hours: { zone: 'Etc/UTC', weekend: ['sat', 'sun'], opens: '09:00', closes: '17:00', holidays: [] },
    languages: { requests: ['en'], informal: ['en'], translation: 'needed' },
    channels: ['diplomatic'],
    draftsWelcome: true,
    oralRequests: false,
    sections: [],
    reviewBy: `${String(Number(today.slice(0, 4)) + 1)}${today.slice(4).replace('-02-29', '-02-28')}`,
  };
}

/** A page with the values that were given to this client; a field or text whose value was not, or is erased, is left out. */
export function openedPage(page: Page, opened: (commitment: string) => string | undefined): PageDraft {
  const shown = (fields: PersonalFields): PageDraft['persons'][number]['fields'] =>
    Object.fromEntries(
      personFields.flatMap((label) => {
        const field = fields[label];
        const value = field && opened(field.commitment);
        return field === undefined || value === undefined ? [] : [[label, { value, visible: field.visible }]];
      }),
    );
  return {
    ...page,
    persons: page.persons.map(({ role, fields }) => ({ role, fields: shown(fields) })),
    sections: shownTexts(page, ({ commitment }) => opened(commitment)),
  };
}

/** As {@link openedPage}, to be compared: what was not given to this client stands there, empty. */
export function comparedPage(page: Page, opened: (commitment: string) => string | undefined): PageDraft {
  return openedPage(page, (commitment) => opened(commitment) ?? '');
}

/** The page as it is signed, and the openings of its personal fields and texts for members, under fresh commitments. */
export function sealedPage(draft: PageDraft): { page: Page; openings: FieldOpening[] } {
  const openings: FieldOpening[] = [];
  const committed = (label: string, value: string): string => {
    const opening = freshOpening(label, value);
    openings.push(opening);
    return commitmentOf(opening);
  };
  const persons = draft.persons.map(({ role, fields }) => ({
    role,
    fields: Object.fromEntries(
      personFields.flatMap((label) => {
        const field = fields[label];
        if (field === undefined) return [];
        return [[label, { commitment: committed(label, field.value), visible: field.visible }]];
      }),
    ),
  }));
  const sections = draft.sections.map(({ visible, text, ...under }) => ({
    ...under,
    text: visible === 'members' ? { commitment: committed('text', text), visible } : text,
  }));
  return { page: { ...draft, persons, sections }, openings };
}

/** A draft as it was typed, without spaces around its texts, a scheme before its web address, and no personal field left empty. */
export function tidyDraft(draft: PageDraft): PageDraft {
  const tidy = trimmed(draft);
  const persons = tidy.persons.map(({ role, fields }) => ({
    role,
    fields: Object.fromEntries(Object.entries(fields).filter(([, field]) => (field?.value ?? '') !== '')),
  }));
  return {
    ...tidy,
    office: { ...tidy.office, web: withScheme(tidy.office.web) },
    territories: tidy.territories.filter((name) => name !== ''),
    persons: persons.filter(({ fields }) => Object.keys(fields).length > 0),
  };
}

/** What keeps a draft from being signed, field by field; nothing where it may be. @param today - `2026-03-01` */
export function draftProblems(draft: unknown, today: string): DraftProblem[] {
  const parsed = PageDraft.safeParse(draft);
  const problems = parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOf(issue, draft));
  const judged = Sound.safeParse(draft);
  if (!judged.success) return problems;
  const say = (field: string, is: DraftProblemKind, holds: boolean): void => {
    if (holds) problems.push({ field, is });
  };
  lineProblems(judged.data, say);
  const { hours, persons, reviewBy, names, sections } = judged.data;
  say('hours.zone', 'unknown', hours.zone !== undefined && !isZone(hours.zone));
  say('hours.closes', 'order', hours.opens !== undefined && hours.opens === hours.closes);
  hours.holidays.forEach(({ date }, i) => {
    say(`hours.holidays.${String(i)}.date`, 'form', date !== undefined && !isDay(date));
  });
  if (reviewBy !== undefined) {
    say('reviewBy', 'form', !isDay(reviewBy));
    say('reviewBy', 'past', isDay(reviewBy) && reviewBy <= today);
  }
  names.forEach(({ language }, i) => {
    const isTwice = names.slice(0, i).some((other) => other.language === language);
    say(`names.${String(i)}.language`, 'twice', language !== undefined && isTwice);
  });
  sections.forEach(({ topic, language, text, visible }, i) => {
    const isTwice = sections.slice(0, i).some((other) => other.topic === topic && other.language === language);
    say(`sections.${String(i)}.topic`, 'twice', topic !== undefined && language !== undefined && isTwice);
    say(`sections.${String(i)}.visible`, 'for-members', topic === needsTopic && visible !== 'members');
    if (visible !== 'members') return;
    // Whoever writes is warned by it, and an outside expert too: nobody who could withhold it stands between.
    say(`sections.${String(i)}.visible`, 'for-everyone', topic?.startsWith('disclosure') === true);
    say(`sections.${String(i)}.text`, 'missing', text === '');
    say(`sections.${String(i)}.text`, 'too-long', text !== undefined && text.length > limits.fieldText);
  });
  const ofPersons = persons.reduce((sum, { fields }) => sum + Object.values(fields).filter(Boolean).length, 0);
  const forMembers = sections.filter(({ visible }) => visible === 'members').length;
  say(ofPersons > 0 ? 'persons' : 'sections', 'too-many', ofPersons + forMembers > limits.openings);
  return problems;
}

/** Whether the lines of the office and of its persons are addresses and numbers; an office need not have each. */
function lineProblems(
  { office, persons }: z.infer<typeof Sound>,
  say: (field: string, is: 'form', holds: boolean) => void,
): void {
  const { telephone = '', fax = '', email = '', web = '' } = office;
  say('office.telephone', 'form', telephone !== '' && !isTelephone(telephone));
  say('office.fax', 'form', fax !== '' && !isTelephone(fax));
  say('office.email', 'form', email !== '' && !isEmail(email));
  say('office.web', 'form', web !== '' && !isWebAddress(web));
  persons.forEach(({ fields }, i) => {
    const at = `persons.${String(i)}.fields`;
    say(`${at}.telephone.value`, 'form', fields.telephone !== undefined && !isTelephone(fields.telephone.value));
    say(`${at}.email.value`, 'form', fields.email !== undefined && !isEmail(fields.email.value));
  });
}

function trimmed<Value>(value: Value): Value {
  if (typeof value === 'string') return value.trim() as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => trimmed(item)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, trimmed(item)]),
  ) as Value;
}

function problemsOf(issue: z.core.$ZodIssue, draft: unknown): DraftProblem[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...at, key].join('.'), is: 'unknown' }));
  }
  const field = at.join('.');
  if (issue.code === 'too_small') return [{ field, is: 'missing' }];
  if (issue.code === 'too_big') return [{ field, is: issue.origin === 'array' ? 'too-many' : 'too-long' }];
  if (issue.code === 'custom') return [{ field, is: 'twice' }];
  return [{ field, is: valueAt(draft, issue.path) === undefined ? 'missing' : 'form' }];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key], value);
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
