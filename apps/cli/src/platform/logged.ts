import { DirectorySync, inTheLog, type OpenDevice, type Timers } from '#client';
import type { DeviceId, OfficerId, StatementAccepted } from '#contracts';
import { CodedError } from '#primitives';
import { actingAuthority, type AuthorityKeyOptions } from './authority-key.js';
import { withDevice, type Context } from './context.js';
import { timers } from './environment.js';

/** A device to be revoked, or an officer to be dismissed. */
export type Ended = { readonly device: DeviceId } | { readonly officer: OfficerId };

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

/**
 * Waits until the directory says that somebody is ended: the relay's answer is its word, and an entry that it keeps out of
 * its log ends nobody.
 * @throws `directory.not-logged` when it does not say so within a minute: the alarm of protocol 1.2
 */
export async function demandLogged(
  directory: Pick<DirectorySync, 'latest' | 'sync'>,
  who: Ended,
  wait: Pick<Timers, 'sleep'>,
): Promise<void> {
  const says = (latest: DirectorySync['latest']): boolean | undefined =>
    'device' in who ? latest.device(who.device)?.revoked : latest.officer(who.officer)?.dismissed;
  if (await inTheLog(directory, wait, (latest) => says(latest) === true)) return;
  const ended = 'device' in who ? `${who.device} is revoked` : `${who.officer} is dismissed`;
  throw new CodedError(
    'directory.not-logged',
    `the relay took the statement and has not logged it within a minute: as far as others know, nothing has ended. Tell the operator, and the other authorities; look again with "comity directory show" whether ${ended}`,
  );
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
