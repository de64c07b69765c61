import type { ApplicationEntryView, Applications, ApplicationView, FormProblem } from '#client';
import type { ApplicationId } from '#contracts';
import { CodedError } from '#primitives';
import { safeLine, safeText, table, type Io } from './io.js';
import { timeOf } from './time.js';

/** How an application stands, in words. */
export const STATES: Readonly<Record<ApplicationView['state'], string>> = {
  received: 'received',
  'clarification-asked': 'a clarification is asked',
  authenticated: 'found authentic by one officer; another verifies it',
  verified: 'verified; the roots sign it',
  returned: 'returned; it can be answered',
  withdrawn: 'withdrawn',
  notified: 'notified: the authority is in the directory',
};

const PROBLEMS: Readonly<Record<FormProblem['is'], string>> = {
  missing: 'is missing',
  'too-long': 'is too long',
  form: 'is not of the form that it must have',
  unknown: 'is not known',
  future: 'is a day to come',
  order: 'is more than there are keys',
  twice: 'stands there twice',
  'too-many': 'has more values than a notification holds',
};

/** What is wrong with a form, a sentence for each field. */
export function formLines(problems: readonly FormProblem[]): string[] {
  return problems.map(({ field, is }) => `${safeLine(field === '' ? 'the file' : field)} ${PROBLEMS[is]}`);
}

/** An application as people read it, with all that was said in it. */
export function applicationLines(view: ApplicationView, io: Io): string[] {
  const { reference, state, form, entries, head, deletedOn, authority, notified } = view;
  const { designation, contact, keys, threshold } = form;
  return [
    `${reference}: ${STATES[state]}`,
    ...table([
      ['  State', safeLine(form.state)],
      ['  authority', safeLine(form.authority.name)],
      ['  address', safeLine(form.authority.address)],
      ...form.functions.map((one) => ['  function', `${safeLine(one.function)} under ${safeLine(one.instrument)}`]),
      ['  notification', `${safeLine(designation.reference)} of ${designation.date}`],
      ...keys.map((key) => ['  key', key]),
      ['  of which sign', String(threshold)],
      ['  contact', [contact.name, contact.office, contact.telephone, contact.email].map(safeLine).join(', ')],
      ...(form.remarks === '' ? [] : [['  remarks', safeLine(form.remarks)]]),
      ...(authority === undefined ? [] : [['  to stand as', authority]]),
      ...(notified === undefined
        ? []
        : [['  directory', notified.differs ? 'SAYS SOMETHING ELSE: tell the secretariat' : 'says the same']]),
      ...(state === 'notified' ? [] : [['  deleted on', `${deletedOn}, unless something happens before`]]),
      ['  head', head],
    ]),
    '',
    ...entries.flatMap((entry) => entryLines(entry, io)),
  ];
}

function entryLines(
  { number, act, at, by, words, checklist = [], form, documents, isReadable }: ApplicationEntryView,
  io: Io,
): string[] {
  const who = by === undefined ? 'the applicant' : safeLine(by.name ?? by.officer);
  return [
    `#${String(number)}  ${timeOf(at, io)}  ${act}, by ${who}`,
    ...(isReadable
      ? []
      : [
          '    CANNOT BE READ: whoever wrote it sealed nothing that an application holds, or announced other documents than it names',
        ]),
    ...(words === undefined ? [] : indented(words)),
    ...(form === undefined ? [] : ['    with a new form: it is shown above']),
    ...checklist.map(
      ({ item, met, remark }) =>
        `    ${met ? 'met    ' : 'NOT MET'}  ${item}${remark === '' ? '' : `: ${safeLine(remark)}`}`,
    ),
    ...documents.map(
      ({ place, name, bytes, isThere }) =>
        `    document ${String(place + 1)}: ${safeLine(name)}, ${String(bytes)} bytes${isThere ? '' : ', NOT ARRIVED'}`,
    ),
  ];
}

function indented(text: string): string[] {
  return safeText(text)
    .split('\n')
    .map((line) => `    ${line}`);
}

/** The application of this id, or whose reference begins so. @throws `application.unknown`, `person.ambiguous` */
export async function findApplication(applications: Pick<Applications, 'find'>, words: string): Promise<ApplicationId> {
  const [only, another] = await applications.find(words);
  if (only === undefined)
    throw new CodedError('application.unknown', `no application begins with ${words}: see "comity application list"`);
  if (another !== undefined)
    throw new CodedError('person.ambiguous', `several applications begin with ${words}: type more of the reference`);
  return only;
}
