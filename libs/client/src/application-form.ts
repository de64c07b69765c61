import { Bytes32Text } from '#contracts';
import { AuthorityNotified, Day, Threshold, Word, text } from '#directory';
import { isDay } from '#pages';
import { z } from 'zod';
import { isEmail, isTelephone, sound } from './typed-fields.js';

/** One of a central authority's functions, under one instrument; the codes of a directory's words. */
const ApplicationFunction = z.strictObject({ function: Word, instrument: Word });

/** What a State's notification of its central authority comes to, as its applicant writes it. */
export const ApplicationForm = z.strictObject({
  /** Code of the State or regional organization. */
  state: AuthorityNotified.shape.state,
  authority: z.strictObject({ name: AuthorityNotified.shape.name, address: z.string().max(1000) }),
  functions: z.array(ApplicationFunction).min(1).max(128),
  /** The notification to the depositary: its reference, and the day it bears. */
  designation: z.strictObject({ reference: text(200), date: Day }),
  /** The authority's own public keys, as `comity key new` prints them. */
  keys: z.array(Bytes32Text).min(1).max(32),
  threshold: Threshold,
  contact: z.strictObject({ name: text(200), office: text(200), telephone: text(100), email: text(320) }),
  remarks: z.string().max(4000),
});
export type ApplicationForm = z.infer<typeof ApplicationForm>;

const { designation, contact } = ApplicationForm.shape;

/** What is judged of a form's fields by themselves, also while others are wrong: what is wrong is left out. */
const Sound = z.object({
  designation: z.object({ date: sound(designation.shape.date) }).catch({}),
  contact: z.object({ telephone: sound(contact.shape.telephone), email: sound(contact.shape.email) }).catch({}),
});

/** What is wrong with a field of a form. */
export type FormProblemKind = 'missing' | 'too-long' | 'form' | 'unknown' | 'future' | 'order' | 'twice' | 'too-many';

/** A field of a form that cannot be submitted so. */
export interface FormProblem {
  /** Such as `contact.email` or `functions.0.function`. */
  readonly field: string;
  readonly is: FormProblemKind;
}

/** The most functions, and the most instruments, that a notification names. */
const MOST_WORDS = 32;

/** An empty form with one key to be given, of which one signs. */
export function emptyForm(): ApplicationForm {
  return {
    state: '',
    authority: { name: '', address: '' },
    functions: [],
    designation: { reference: '', date: '' },
    keys: [],
    threshold: 1,
    contact: { name: '', office: '', telephone: '', email: '' },
    remarks: '',
  };
}

/** What keeps a form from being submitted, field by field; nothing where it may be. @param today - `2026-03-01` */
export function formProblems(form: unknown, today: string): FormProblem[] {
  const parsed = ApplicationForm.safeParse(form);
  const problems = parsed.success ? [] : parsed.error.issues.flatMap(problemsOf);
  const say = (field: string, is: FormProblemKind, holds: boolean): void => {
    if (holds) problems.push({ field, is });
  };
  const { designation: { date } = {}, contact: { telephone, email } = {} } = Sound.safeParse(form).data ?? {};
  say('designation.date', 'form', date !== undefined && !isDay(date));
  say('designation.date', 'future', date !== undefined && date > today);
  say('contact.telephone', 'form', telephone !== undefined && !isTelephone(telephone));
  say('contact.email', 'form', email !== undefined && !isEmail(email));
  if (!parsed.success) return problems;
  const { functions, keys, threshold } = parsed.data;
  const isTwice = (items: readonly string[], place: number): boolean => items.indexOf(items[place] ?? '') < place;
  const pairs = functions.map((one) => `${one.function} ${one.instrument}`);
  pairs.forEach((_, i) => {
    say(`functions.${String(i)}`, 'twice', isTwice(pairs, i));
  });
  keys.forEach((_, i) => {
    say(`keys.${String(i)}`, 'twice', isTwice(keys, i));
  });
  say('functions', 'too-many', wordsOf(functions, 'function').length > MOST_WORDS);
  say('functions', 'too-many', wordsOf(functions, 'instrument').length > MOST_WORDS);
  say('threshold', 'order', threshold > keys.length);
  return problems;
}

/** The functions, or the instruments, of a form, each once, in their order. */
export function wordsOf(functions: ApplicationForm['functions'], which: 'function' | 'instrument'): string[] {
  return [...new Set(functions.map((one) => one[which]))];
}

function problemsOf(issue: z.core.$ZodIssue): FormProblem[] {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [field, key].filter((part) => part !== '').join('.'), is: 'unknown' }));
  }
  if (issue.code === 'too_small') return [{ field, is: 'missing' }];
  if (issue.code === 'too_big') return [{ field, is: issue.origin === 'array' ? 'too-many' : 'too-long' }];
  return [{ field, is: 'form' }];
}
