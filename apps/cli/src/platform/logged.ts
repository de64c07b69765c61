import { DirectorySync, inTheLog, submitStatement, type OpenDevice, type StatementFile, type Timers } from '#client';
import type { DeviceId, OfficerId, StatementAccepted } from '#contracts';
import { CodedError } from '#primitives';
import { actingAuthority, type AuthorityKeyOptions } from './authority-key.js';
import { withDevice, type Context } from './context.js';
import { timers } from './environment.js';
import { print, type Io } from './io.js';
import { canonicalStatement } from './statement-file.js';

/** A device to be revoked, or an officer to be dismissed. */
export type Ended = { readonly device: DeviceId } | { readonly officer: OfficerId };

/** What the directory is to say: that somebody has ended, or a statement itself, as canonical JSON. */
type Stated = Ended | { readonly subject: string; readonly statement: string };

/** What a relay took, at which place it says, and of which file or whom. */
interface Taken {
  readonly file: string;
  readonly index: number;
  readonly what: Stated;
  /** As {@link Submitted}. */
  readonly told?: object | undefined;
}

type Awaited = Pick<DirectorySync, 'latest' | 'statements' | 'sync'>;

/**
 * Ends a device or an officer for good, by this device or by the authority's own keys, and waits until the cosigned
 * directory says it.
 * @returns what the relay answered: at which place it says that the statement stands
 * @throws `directory.not-logged`
 */
export async function endForGood(
  context: Context,
  options: AuthorityKeyOptions,
  who: Ended,
): Promise<StatementAccepted> {
  const authority = await actingAuthority(options, context.passphraseFile);
  if (authority !== undefined) {
    const type = 'device' in who ? 'device.revoked' : 'officer.dismissed';
    const accepted = await authority.state({ type, ...who });
    await demandLogged(await authority.directory(), who, timers);
    return accepted;
  }
  return withDevice(context, async (device) => {
    const { administration } = device;
    const accepted =
      'device' in who ? await administration.revoke(who.device) : await administration.dismiss(who.officer);
    await demandLogged(await directoryAfter(device, who), who, timers);
    return accepted;
  });
}

interface Leaving extends Pick<OpenDevice, 'transport'> {
  /** Absent where no device is signed in. */
  readonly session?: OpenDevice['session'];
  readonly directory: Awaited;
}

/** A finished statement, and the file it was read from. */
export interface Submitted extends StatementFile {
  readonly file: string;
  /** What programs are told of it beside its place. */
  readonly told?: object | undefined;
}

/**
 * Leaves finished statements with a relay, in this order, and prints each once the cosigned directory says it. What was
 * taken before a refusal stands, and is told.
 * @throws what a statement is refused with; `directory.not-logged`
 */
export async function submitLogged(
  io: Io,
  { transport, session, directory }: Leaving,
  statements: readonly Submitted[],
  wait: Pick<Timers, 'sleep'> = timers,
): Promise<void> {
  const taken: Taken[] = [];
  try {
    for (const { file, told, ...finished } of statements) {
      const statement = canonicalStatement(finished);
      const { index } = await submitStatement(transport, statement, finished.openings, session);
      taken.push({ file, index, what: { subject: finished.body.subject, statement }, told });
    }
  } finally {
    for (const one of taken) await tellLogged(io, directory, one, wait);
  }
}

/** Prints what the relay took, once the cosigned directory says it. @throws `directory.not-logged` */
export async function tellLogged(
  io: Io,
  directory: Awaited,
  { file, index, what, told }: Taken,
  wait: Pick<Timers, 'sleep'> = timers,
): Promise<void> {
  await demandLogged(directory, what, wait);
  print(io, `${file}: entry ${String(index)} of the directory that its witnesses signed`, { file, index, ...told });
}

/**
 * Waits until the directory says what was stated: the relay's answer is its word, and an entry that it keeps out of its log
 * changes nothing.
 * @throws `directory.not-logged` when it does not say so within a minute: the alarm of protocol 1.2
 */
export async function demandLogged(directory: Awaited, what: Stated, wait: Pick<Timers, 'sleep'>): Promise<void> {
  const says = (latest: DirectorySync['latest']): boolean => {
    if ('statement' in what) return directory.statements(what.subject).includes(what.statement);
    if ('device' in what) return latest.device(what.device)?.revoked === true;
    return latest.officer(what.officer)?.dismissed === true;
  };
  if (await inTheLog(directory, wait, says)) return;
  throw new CodedError(
    'directory.not-logged',
    `the relay took the statement and has not logged it within a minute: as far as others know, nothing has changed. Tell the operator, and the other authorities; look again with "comity directory show" whether ${wordsOf(what)}`,
  );
}

function wordsOf(what: Stated): string {
  if ('statement' in what) return `what was stated of ${what.subject} is so`;
  return 'device' in what ? `${what.device} is revoked` : `${what.officer} is dismissed`;
}

/** Where a device ends itself its session is over with it; the log is public. */
async function directoryAfter(
  { store, transport, environment, identity, directory }: OpenDevice,
  who: Ended,
): Promise<DirectorySync> {
  const isSelf = 'device' in who ? who.device === identity.device : who.officer === identity.officer;
  if (!isSelf) return directory;
  const { founding } = identity.invitation;
  return DirectorySync.open({ store, transport, clock: environment.clock, founding, onFault: () => Promise.resolve() });
}
