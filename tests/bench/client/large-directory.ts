import { diskDatabase } from '#cli/platform/environment';
import { newIdentity, Store } from '#client';
import type { AuthorityId, OfficerId } from '#contracts';
import { publishKey, untilServed } from '../driver/agreement.js';
import type { EnrolledDevice } from '../driver/enrolment.js';
import { Http } from '../driver/http.js';
import { BenchNetwork } from '../driver/network.js';
import { signIn } from '../driver/session.js';
import { appointment, DirectoryLog, VALIDITY, type Authority } from '../setting/directory-log.js';

/** Of the store of the client that is to use a large directory. */
export const PASSPHRASE = 'a passphrase of the bench';

/** How much a directory holds, in all. */
export interface DirectorySize {
  readonly authorities: number;
  readonly officers: number;
  readonly devices: number;
  readonly statements: number;
}

/** Where a large directory is served, and which officer a new client of it writes to. */
export interface LargeDirectory {
  readonly url: string;
  /** Holds a new device that is enrolled and has nothing else yet. */
  readonly folder: string;
  readonly authority: AuthorityId;
  readonly officer: OfficerId;
  readonly statements: number;
}

let authorities: readonly Authority[] = [];

/** Signs a large directory and puts it into a relay's database; the relay reads it there as what another node has logged. */
export async function fillDirectory(
  url: string,
  databaseUrl: string,
  networkFile: string,
  folder: string,
  size: DirectorySize,
): Promise<LargeDirectory> {
  const log = new DirectoryLog(networkFile);
  const { networkId } = log;
  authorities = Array.from({ length: size.authorities }, (_, i) => log.authority(i));
  const officers = Array.from({ length: size.officers }, (_, i) => log.officer(authorities, i));
  const devices: EnrolledDevice[] = [];
  for (let i = 0; i < size.devices; i++) devices.push(log.device(authorities, officers, devices, i));
  const [, reached] = devices;
  const own = officers[size.authorities + 2];
  if (reached === undefined || own === undefined) throw new Error('the directory is too small');
  for (const { id, key } of authorities.slice(1)) log.page(id, key, authorities[0]?.key ?? key);
  const invitation = {
    relay: url,
    founding: log.entries[0]?.statement ?? '',
    authority: own.authority as AuthorityId,
    officer: own.id as OfficerId,
  };
  const { identity, writes } = newIdentity(invitation, 'cli', VALIDITY.until);
  const database = diskDatabase(folder);
  await database.open();
  const store = await Store.create(database, PASSPHRASE);
  await store.write(writes);
  await database.close();
  const first = devices.find(({ officer }) => officer === own.id)?.key ?? log.root;
  log.enrol(own, identity.device, identity.signatureKey, identity.recognitionKey.publicKey, first);
  for (let i = 0; log.entries.length < size.statements - 1; i++) log.renew(authorities, officers, i % officers.length);
  await log.insert(databaseUrl);
  const http = new Http(url);
  const network = await BenchNetwork.at(http, networkFile);
  // For a statement that it takes itself the relay makes a checkpoint at once, which covers what was inserted too.
  await network.state({ type: 'desk.appointed', subject: 'network', desks: [] }, log.prev('network'), [network.root]);
  const { at } = await network.checkpoint();
  const token = await signIn(http, { url, networkId, device: reached.id, privateKey: reached.key.privateKey });
  const their = devices.filter(({ officer }) => officer === reached.officer);
  for (const device of their) {
    const { id, key } = device;
    const signedIn = await signIn(http, { url, networkId, device: id, privateKey: key.privateKey });
    await publishKey(http, { device, networkId, at, token: signedIn });
  }
  await untilServed(http, their.map(({ id }) => id), token); // oxfmt-ignore
  http.close();
  const { authority, officer } = reached;
  const reachedAt = { authority: authority as AuthorityId, officer: officer as OfficerId };
  return { url, folder, ...reachedAt, statements: size.statements };
}

/** Logs so many more statements through the relay's door, each about another authority; settles when they are witnessed. */
export async function growDirectory(url: string, networkFile: string, count: number): Promise<void> {
  const http = new Http(url);
  const network = await BenchNetwork.at(http, networkFile);
  for (const [i, { id: subject, key }] of authorities.slice(1, count + 1).entries()) {
    const { prev } = await http.get<{ prev: string }>(`/v1/directory/subjects/${encodeURIComponent(subject)}`);
    await network.state(appointment(subject, `newcomer-${i}`), prev, [key]);
  }
  await network.checkpoint();
  http.close();
}
