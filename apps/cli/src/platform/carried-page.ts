import { openedPage, pageDifferences, type Client, type StatementFile } from '#client';
import { commitmentOf, parseBody, type AnyBody } from '#directory';
import { CodedError } from '#primitives';
import { authorityName } from './names.js';
import { differenceLines } from './page-words.js';

/**
 * Whose page a file is and what it changes of the published one, for whoever approves it: from whoever handed it over,
 * untrusted.
 * @throws `statement.elsewhere` where it is any other statement, which is not to be signed as a page
 */
export function carriedPageLines(
  { directory }: Pick<Client, 'directory'>,
  file: string,
  { body, openings = [] }: StatementFile,
): string[] {
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
  return [
    `${file}: the page of ${authorityName({ directory }, statement.subject)}, ${statement.subject}`,
    ...differenceLines(differences),
  ];
}
