import { askedIn, parseArchiveFile, statementIn, type Client, type StatementFile } from '#client';
import { verifySignature } from '#crypto';
import { bodyHash, parseBody, statementMessage, type AnyBody, type BodyOf } from '#directory';
import { CodedError, codeOf, fromBase64url, toBase64url } from '#primitives';
import type { GivenFile, SigningState } from './api/archive.js';
import { personOfDevice } from './names.js';

type Declared = BodyOf<'archive.declared'>;
type Opened = BodyOf<'archive.opened'>;

/** What a file that somebody was given says, as far as this device can tell. @throws `archive.form` */
export function givenFile(client: Client, text: string): GivenFile {
  const file = unlessOther(() => parseArchiveFile(text));
  if (file?.format === 'comity/archive-release/v1')
    return { is: 'release', place: file.place, shares: file.shares.length };
  if (file !== undefined) {
    const { conversations, epochs } = askedIn(file);
    const { device } = file;
    return {
      is: 'request',
      officer: personOfDevice(client, device),
      device,
      epochs,
      conversations: conversations.length,
    };
  }
  const { statement, body } = archiveStatement(client, text);
  return body.type === 'archive.opened' ? opening(client, statement, body) : { is: 'declaration' };
}

/** The opening of one's own authority's archive. @throws `archive.form` */
export function archiveOpening(
  client: Pick<Client, 'identity'>,
  text: string,
): { readonly statement: StatementFile; readonly body: Opened } {
  const { statement, body } = archiveStatement(client, text);
  if (body.type !== 'archive.opened') throw new CodedError('archive.form', 'this opens no archive');
  return { statement, body };
}

function archiveStatement(
  { identity }: Pick<Client, 'identity'>,
  text: string,
): { readonly statement: StatementFile; readonly body: Declared | Opened } {
  const statement = statementIn(text);
  const body = statement && unlessOther(() => parseBody(statement.body as AnyBody));
  if (statement === undefined || body === undefined || !isOfArchive(body) || body.subject !== identity.authority)
    throw new CodedError('archive.form', 'this is no file about an archive of your authority');
  return { statement, body };
}

function isOfArchive(body: { readonly type: string }): body is Declared | Opened {
  return body.type === 'archive.declared' || body.type === 'archive.opened';
}

function opening(client: Client, statement: StatementFile, body: Opened): GivenFile {
  const authority = client.directory.latest.authority(client.identity.authority);
  const { k = 0, signers = [] } = authority?.archives.find(({ id }) => id === body.archive) ?? {};
  const keys = signersOf(client, statement);
  const signed = signers.filter((key) => keys.includes(key)).length;
  return {
    is: 'opening',
    state: stateOf(client, body, authority?.openings, k > 0 && signed >= k),
    officer: personOfDevice(client, body.device),
    device: body.device,
    conversations: body.scope === 'all' ? undefined : body.scope.length,
    signed,
    k,
  };
}

function stateOf(
  { directory, identity }: Client,
  body: Opened,
  logged: readonly { readonly id: string }[] | undefined,
  isEnough: boolean,
): SigningState {
  const id = toBase64url(bodyHash(body));
  if (logged?.some((one) => one.id === id) === true) return 'logged';
  if (body.prev !== directory.latest.latestStatementHash(identity.authority)) return 'stale';
  return isEnough ? 'complete' : 'open';
}

/** The keys whose signatures hold. */
function signersOf({ identity }: Client, { body, signatures }: StatementFile): string[] {
  const message = statementMessage(identity.networkId, body);
  return signatures
    .filter(
      ({ key, signature }) =>
        unlessOther(() => verifySignature(fromBase64url(signature), message, fromBase64url(key))) === true,
    )
    .map(({ key }) => key);
}

/** What is read of what somebody gave; nothing where it is something else. */
function unlessOther<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
