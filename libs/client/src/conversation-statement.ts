import type { ConversationId } from '#contracts';
import { codeOf, equalBytes, toBase64url } from '#primitives';
import { apply, deviceIn, parseRosterStatement, type Roster, type RosterStatement } from '#roster';
import { archivesAt, areArchivesPending } from './archive-rule.js';
import type { Frame } from './conversation-frame.js';
import type { EpochRecord } from './conversation-state.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';
import { unsafeTestingRoster } from './unsafe-testing-roster.js';

/** What a statement frame came to: a new roster, or a refusal that leaves everything as it was. */
export type Judged =
  | { readonly is: 'allowed'; readonly statement: RosterStatement; readonly roster: Roster }
  /** What it names of the directory has not been fetched, even after asking. */
  | { readonly is: 'pending' }
  | { readonly is: 'refused'; readonly detail: string };

/**
 * Judges a statement frame by replay, never by the relay's word (protocol 2.3). Asks for more of the directory once,
 * where the statement names more than is held.
 */
export async function judgeStatement(
  surroundings: Surroundings,
  conversation: ConversationId,
  roster: Roster | undefined,
  frame: Frame,
): Promise<Judged> {
  let statement: RosterStatement;
  try {
    statement = parseRosterStatement(frame.bytes);
  } catch (error) {
    return { is: 'refused', detail: codeOf(error) ?? 'statement.form' };
  }
  const { checks, directory } = surroundings;
  const other = checks.failure('statement.frame', () => otherThanFrame(conversation, frame, statement));
  if (other !== undefined) return { is: 'refused', detail: other };
  const impossible = checks.failure('statement.after', () =>
    statement.body.after < frame.seq ? undefined : 'statement.after',
  );
  if (impossible !== undefined) return { is: 'refused', detail: impossible };
  if (isAhead(surroundings, statement)) await directory.sync();
  if (isAhead(surroundings, statement)) return { is: 'pending' };
  const replayed = (): Roster => apply(surroundings.self.networkId, roster, statement, directory);
  // A new client may meet a statement that rests on directory statements it has not fetched.
  if (directory.latest.hasPending() && isPending(replayed)) await directory.sync();
  try {
    const next = replayed();
    // Who keeps an archive is known before anything is read or written under the epoch, and kept with it (protocol 4.2).
    const lacks = (): boolean => areArchivesPending(next, directory.view(next.size));
    if (lacks()) await directory.sync();
    return lacks() ? { is: 'pending' } : { is: 'allowed', statement, roster: next };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (code === 'roster.pending') return { is: 'pending' };
    const refused = checks.failure('statement.allowed', () => code);
    if (refused !== undefined || roster === undefined) return { is: 'refused', detail: code };
    return { is: 'allowed', statement, roster: unsafeTestingRoster(roster, statement) };
  }
}

function isPending(replayed: () => Roster): boolean {
  try {
    replayed();
    return false;
  } catch (error) {
    return codeOf(error) === 'roster.pending';
  }
}

function otherThanFrame(conversation: ConversationId, frame: Frame, { body, S }: RosterStatement): string | undefined {
  const same =
    body.conversation === conversation &&
    body.author === frame.sender &&
    body.id === frame.id &&
    equalBytes(S, frame.S);
  return same ? undefined : 'statement.frame';
}

// A later time than any seen would evict devices early for whoever believed it.
function isAhead(surroundings: Surroundings, { body }: RosterStatement): boolean {
  const { size, at } = body.directory;
  return surroundings.directory.view(size) === undefined || at > newestCheckpoint(surroundings).at;
}

/** The epoch a statement opened, before its secret is known. */
export function epochOf(
  { directory }: Pick<Surroundings, 'directory'>,
  frame: Frame,
  { body }: RosterStatement,
  roster: Roster,
): Omit<EpochRecord, 'standing'> {
  const archives = archivesAt(roster, directory.view(roster.size));
  return {
    ...(archives.length > 0 && { size: roster.size, archives }),
    epoch: roster.epoch,
    S: toBase64url(roster.S),
    previous: body.previous,
    seq: frame.seq,
    author: roster.author,
    at: roster.at,
    secret: body.secret,
    devices: roster.devices.map(({ id }) => id),
    forum: roster.kind === 'forum',
  };
}

/** Whether a statement put this device into a conversation that had begun without it. */
export function joinsLater(before: Roster | undefined, after: Roster, device: Roster['author']): boolean {
  return before !== undefined && deviceIn(before, device) === undefined && deviceIn(after, device) !== undefined;
}
