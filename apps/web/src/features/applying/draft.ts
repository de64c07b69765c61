import type { ApplicationForm, FormProblem } from '#client';

const DRAFT = 'comity.application-draft';

/** A part of the form, one step each. */
export type FormPart = 'authority' | 'designation' | 'keys';

const FIELDS: Readonly<Record<string, FormPart>> = {
  state: 'authority',
  authority: 'authority',
  functions: 'authority',
  keys: 'keys',
  threshold: 'keys',
};

/** The part in which a field stands, by its name such as `contact.email`. */
export function partOf(field: string): FormPart {
  return FIELDS[field.split('.')[0] ?? ''] ?? 'designation';
}

/** The form before anything was typed. */
export const emptyForm: ApplicationForm = {
  state: '',
  authority: { name: '', address: '' },
  functions: [],
  designation: { reference: '', date: '' },
  keys: [],
  threshold: 1,
  contact: { name: '', office: '', telephone: '', email: '' },
  remarks: '',
};

/** Whether nothing was typed. */
export function isEmpty(form: ApplicationForm): boolean {
  return JSON.stringify(form) === JSON.stringify(emptyForm);
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was typed in this window, also when it is loaded anew; closed, it takes the draft with it. */
export function readDraft(storage: Kept): ApplicationForm {
  try {
    const kept = JSON.parse(storage.getItem(DRAFT) ?? '{}') as Partial<ApplicationForm>;
    return { ...emptyForm, ...kept };
  } catch {
    return emptyForm;
  }
}

/** Keeps what is typed, or with nothing to keep forgets it. */
export function keepDraft(storage: Kept, form: ApplicationForm | undefined): void {
  if (form === undefined) storage.removeItem(DRAFT);
  else storage.setItem(DRAFT, JSON.stringify(form));
}

/** A form without the white space around what was typed, the code of a State in capital letters. */
export function tidyForm(form: ApplicationForm): ApplicationForm {
  const { authority, designation, contact } = form;
  return {
    ...form,
    state: codeOf(form.state.trim()),
    authority: { name: authority.name.trim(), address: authority.address.trim() },
    designation: { ...designation, reference: designation.reference.trim() },
    contact: {
      name: contact.name.trim(),
      office: contact.office.trim(),
      telephone: contact.telephone.trim(),
      email: contact.email.trim(),
    },
    remarks: form.remarks.trim(),
  };
}

/** The two letters of a State as ISO 3166 has them; the name of an organization as it is typed. */
function codeOf(state: string): string {
  return /^[a-z]{2}$/i.test(state) ? state.toUpperCase() : state;
}

/** What is still told of a form that was changed: of a field that is another than it was, nothing until it is looked at again. */
export function stillTold(
  problems: readonly FormProblem[],
  before: ApplicationForm,
  after: ApplicationForm,
): readonly FormProblem[] {
  return problems.filter(({ field }) => valueAt(before, field) === valueAt(after, field));
}

function valueAt(form: unknown, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], form);
}
