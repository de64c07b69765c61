import { AuthorityId, type AuthorityId as Authority } from '#contracts';
import { canonicalJson, randomBytes } from '#crypto';
import { AuthorityNotified, type DirectoryView, type Statement } from '#directory';
import { toHex } from '#primitives';
import { z } from 'zod';
import { wordsOf, type ApplicationForm } from './application-form.js';
import { refuse } from './errors.js';

/** A file on its way to the offline signers, as `comity statement sign` takes it. */
export interface FileToSign {
  /** Such as `notified-qm-ministry-of-justice.json`. */
  readonly name: string;
  readonly text: string;
  readonly authority: Authority;
}

const SignedFile = z.strictObject({
  body: z.looseObject({ type: z.string(), subject: z.string(), prev: z.string() }),
  signatures: z.array(z.strictObject({ key: z.string(), signature: z.string() })).min(1),
  openings: z.array(z.unknown()).max(0).optional(),
});

/** Characters of an authority's id, after its `authority:`, that come from its State and name. */
const SLUG = 48;

/**
 * An id for the authority of a form that nothing in the directory has: its State and its name, as far as they are written
 * in Latin letters. Of two such that are verified before either is notified, the second is verified again.
 */
export function mintAuthority(
  { state, authority }: ApplicationForm,
  view: Pick<DirectoryView, 'latestStatementHash'>,
): Authority {
  const plain = `${state} ${authority.name}`.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG)
    .replaceAll(/^-+|-+$/g, '');
  const stem = slug === '' ? 'authority' : slug;
  const isFree = (id: Authority): boolean => view.latestStatementHash(id) === '';
  const first = AuthorityId.parse(`authority:${stem}`);
  return isFree(first) ? first : AuthorityId.parse(`authority:${stem}-${toHex(randomBytes(4))}`);
}

/** The statement that notifies what a form says, still unsigned. */
export function notificationOf(form: ApplicationForm, authority: Authority): AuthorityNotified {
  const { state, functions, designation, keys, threshold } = form;
  return AuthorityNotified.parse({
    type: 'authority.notified',
    subject: authority,
    prev: '',
    state,
    name: form.authority.name,
    functions: wordsOf(functions, 'function'),
    instruments: wordsOf(functions, 'instrument'),
    reference: designation.reference,
    date: designation.date,
    keys,
    threshold,
  });
}

/** The file of an unsigned statement. */
export function fileToSign(body: AuthorityNotified): FileToSign {
  const text = `${JSON.stringify({ body, signatures: [] }, undefined, 2)}\n`;
  return { name: `notified-${body.subject.slice('authority:'.length)}.json`, text, authority: body.subject };
}

/**
 * The canonical text of the statement in a signed file, which must be the one that was to be signed.
 * @throws `application.file`, `application.other-statement`
 */
export function signedIn(text: string, body: AuthorityNotified): string {
  const { body: signed, signatures } = parsed(text);
  if (canonicalJson(signed) !== canonicalJson(body))
    refuse('application.other-statement', 'the file holds another statement than this application came to');
  return canonicalJson({ body: signed, signatures });
}

/** Whether a statement of the log says what a form says, about this authority. */
export function saysForm(statement: string, form: ApplicationForm, authority: Authority): boolean {
  const body = AuthorityNotified.safeParse((JSON.parse(statement) as Statement).body);
  return body.success && canonicalJson({ ...body.data, prev: '' }) === canonicalJson(notificationOf(form, authority));
}

function parsed(text: string): z.infer<typeof SignedFile> {
  try {
    return SignedFile.parse(JSON.parse(text));
  } catch (error) {
    return refuse('application.file', 'this is not the file of a signed statement', error);
  }
}
