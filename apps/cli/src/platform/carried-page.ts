import { openedPage, pageDifferences, type Client, type PageDifference, type StatementFile } from '#client';
import type { AuthorityId } from '#contracts';
import { bodyHash, commitmentOf, parseBody, type AnyBody } from '#directory';
import { CodedError, toBase64url } from '#primitives';
import type { Io } from './io.js';
import { authorityName } from './names.js';
import { differenceLines } from './page-words.js';
import { askApproved } from './secrets.js';

/** A signed page that is carried by hand, for whoever looks at it before they approve it. */
export interface CarriedPage {
  /** `H("comity/body/v1", JCS(body))`, base64url: its name, whoever has signed. */
  readonly page: string;
  readonly authority: AuthorityId;
  /** From what is published now. */
  readonly differences: readonly PageDifference[];
}

/**
 * Whose page a file is and what it changes of the published one: from whoever handed it over, untrusted.
 * @throws `statement.elsewhere` where it is any other statement, which is not to be signed as a page
 */
export function carriedPage(
  { directory }: Pick<Client, 'directory'>,
  file: string,
  { body, openings = [] }: StatementFile,
): CarriedPage {
  if (body.type !== 'page.published')
    throw new CodedError(
      'statement.elsewhere',
      `${file} is no page but another statement (${body.type}). Nothing was signed: ask whoever handed it to you what it is`,
    );
  const statement = parseBody(body as AnyBody);
  if (statement.type !== 'page.published') throw new TypeError('the type of a body does not change');
  const told = new Map(openings.map((opening) => [commitmentOf(opening), opening.value]));
  const held = (commitment: string): string | undefined => directory.opened(commitment);
  const before = directory.latest.authority(statement.subject)?.page;
  const differences = pageDifferences(
    before && openedPage(before, (commitment) => held(commitment) ?? '(not told to this device)'),
    openedPage(
      statement.page,
      (commitment) => told.get(commitment) ?? held(commitment) ?? `(not told by the file: ${commitment})`,
    ),
  );
  return { page: toBase64url(bodyHash(body)), authority: statement.subject, differences };
}

/** As {@link carriedPage}, in lines. */
export function carriedPageLines(
  names: Pick<Client, 'directory'>,
  file: string,
  { page, authority, differences }: CarriedPage,
): string[] {
  return [
    `${file}: the page of ${authorityName(names, authority)}, ${authority}`,
    ...differenceLines(differences),
    `  its name: ${page}`,
  ];
}

/**
 * That whoever approves has seen these pages: by the names that they give, or asked where what the pages change was printed.
 * @throws `page.unseen` of a page that they did not see or do not approve; `usage.invalid` where nothing is given, with `--json` or
 * without a terminal, or where a name is of none of them
 */
export async function demandSeen(
  { json }: Pick<Io, 'json'>,
  pages: readonly (Pick<CarriedPage, 'page'> & { readonly file: string })[],
  seen: readonly string[] | undefined,
): Promise<void> {
  if (seen === undefined) {
    if (json)
      throw new CodedError(
        'usage.invalid',
        'with --json give --seen PAGE for each, as "comity page diff FILE" names it',
      );
    if (!(await askApproved())) throw new CodedError('page.unseen', 'you did not approve it: nothing was signed');
    return;
  }
  const other = pages.find(({ page }) => !seen.includes(page));
  if (other !== undefined)
    throw new CodedError(
      'page.unseen',
      `${other.file} is not a page that you saw: nothing was signed. Look at it with "comity page diff ${other.file}"`,
    );
  if (seen.some((name) => !pages.some(({ page }) => page === name)))
    throw new CodedError('usage.invalid', '--seen names a page that none of these files is');
}
