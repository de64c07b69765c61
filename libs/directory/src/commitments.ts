import type { FieldOpening } from '#contracts';
import { fieldCommitment } from '#crypto/verify';
import { fromBase64url, toBase64url } from '#primitives';
import type { Body, Page, PersonalField, PersonalFields } from './bodies/index.js';

const LABELS = ['name', 'telephone', 'email'] as const;

/** A personal field, or a text for members, as a statement commits to it. */
export interface CommittedField extends PersonalField {
  /** `name`, `telephone`, `email` or `text`: the label of its commitment. */
  readonly label: string;
}

/** Every personal field and text for members that a body commits to (protocol 1.3, 11). */
export function commitmentsIn(body: Body): CommittedField[] {
  switch (body.type) {
    case 'officer.appointed':
    case 'expert.sponsored':
      return fieldsOf(body.fields);
    case 'page.published':
      return commitmentsOfPage(body.page);
    default:
      return [];
  }
}

/** Those of a page: of the persons whom it names, and of its texts for members. */
export function commitmentsOfPage({ persons, sections }: Page): CommittedField[] {
  return [
    ...persons.flatMap(({ fields }) => fieldsOf(fields)),
    ...sections.flatMap(({ text }) => (typeof text === 'string' ? [] : [{ label: 'text', ...text }])),
  ];
}

function fieldsOf(fields: PersonalFields): CommittedField[] {
  return LABELS.flatMap((label) => {
    const field = fields[label];
    return field === undefined ? [] : [{ label, ...field }];
  });
}

/**
 * The commitment that an opening opens, in base64url, as a personal field of a statement carries it (protocol 1.3).
 * @param opening - `r` is 32 bytes in base64url
 * @throws `base64.invalid`, `key.length`
 */
export function commitmentOf({ label, value, r }: FieldOpening): string {
  return toBase64url(fieldCommitment(fromBase64url(r), label, value));
}

/**
 * Whether a value and its random bytes open a commitment. From the relay: untrusted.
 * @param opening - `r` is 32 bytes in base64url
 * @throws `base64.invalid`, `key.length`
 */
export function verifyOpening(field: CommittedField, opening: FieldOpening): boolean {
  const commitment = commitmentOf(opening);
  return opening.label === field.label && commitment === field.commitment;
}
