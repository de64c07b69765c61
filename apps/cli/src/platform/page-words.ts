import type { DraftProblem, PageDifference, PageReview, PageSigner, PageSubmissionView, PageValue } from '#client';
import { CodedError } from '#primitives';
import { safeLine, safeText } from './io.js';
import { authorityName, isMeant, officerName } from './names.js';

type Names = Parameters<typeof officerName>[0];

/** The page whose id begins so. @throws `page.absent`, `person.ambiguous` */
export function findPage(pages: readonly PageSubmissionView[], words: string): PageSubmissionView {
  const [only, another] = pages.filter(({ id }) => isMeant(id, words));
  if (only === undefined)
    throw new CodedError('page.absent', `no page here begins with ${words}: see "comity page waiting"`);
  if (another !== undefined)
    throw new CodedError('person.ambiguous', `several pages begin with ${words}: type more of the id`);
  return only;
}

/** What differs, a line for each side of a field. */
export function differenceLines(differences: readonly PageDifference[]): string[] {
  if (differences.length === 0) return ['  no differences'];
  return differences.flatMap(({ field, key, before, after }) => [
    `  ${safeLine(key === undefined ? field : `${field} (${key})`)}`,
    ...(before === undefined ? [] : sided('-', before)),
    ...(after === undefined ? [] : sided('+', after)),
  ]);
}

function sided(sign: string, value: PageValue): string[] {
  const text =
    typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'yes' : 'no') : value.join(', ');
  return safeText(text)
    .split('\n')
    .map((line) => `    ${sign} ${line}`);
}

const PROBLEMS: Readonly<Record<DraftProblem['is'], string>> = {
  missing: 'is missing',
  'too-long': 'is too long',
  form: 'is not of the form that it must have',
  unknown: 'is not known',
  past: 'is over: name a day to come',
  order: 'is the same as when the office opens',
  twice: 'stands there twice',
  'too-many': 'has more values than a page holds',
  'for-everyone': 'must be for everyone: whoever writes to you is warned by it',
  'for-members': 'must be "members": needs of equipment or training are for members alone',
};

/** What is wrong with a draft, a sentence for each field. */
export function problemLines(problems: readonly DraftProblem[]): string[] {
  return problems.map(({ field, is }) => `${safeLine(field === '' ? 'the file' : field)} ${PROBLEMS[is]}`);
}

/** Who signed, by name. */
export function signersWords(names: Names, signers: readonly PageSigner[]): string {
  return signers
    .map(({ officer, authority }) =>
      officer === undefined
        ? `${authorityName(names, authority)}, by its own key`
        : `${officerName(names, officer)} of ${authorityName(names, authority)}`,
    )
    .join(', ');
}

/** When a page is to be looked at again, in words. */
export function reviewWords(reviewBy: string, { is, days }: PageReview): string {
  if (is === 'overdue') return `${reviewBy}, overdue since ${String(-days)} days`;
  return is === 'soon' ? `${reviewBy}, in ${String(days)} days` : reviewBy;
}
