import { Administration } from './administration.js';
import { CarriedStatements } from './carried-statements.js';
import { DirectorySync } from './directory.js';
import type { ClientEnvironment } from './environment.js';
import { loadIdentity, type Identity } from './identity.js';
import { Notices } from './notices.js';
import { Pages } from './pages.js';
import { RecordWatch } from './record.js';
import { RegionalNetworks } from './regional-networks.js';
import { SessionKeeper } from './sessions.js';
import { Store } from './store.js';
import { Transport } from './transport.js';

/** An enrolled device, its store unlocked: what everything else of the client stands on. Nothing is asked of the relay yet. */
export interface OpenDevice {
  readonly environment: ClientEnvironment;
  readonly store: Store;
  readonly identity: Identity;
  readonly transport: Transport;
  readonly session: SessionKeeper;
  readonly directory: DirectorySync;
  readonly record: RecordWatch;
  readonly administration: Administration;
  readonly pages: Pages;
  readonly regions: RegionalNetworks;
  readonly carried: CarriedStatements;
  readonly notices: Notices;
}

/**
 * Unlocks a device's store, or takes one that is unlocked, and loads what it holds.
 * @throws `store.absent`, `passphrase.refused`, `store.newer`, `store.altered`, `identity.absent`
 */
export async function openDevice(environment: ClientEnvironment, unlock: string | Store): Promise<OpenDevice> {
  const { clock } = environment;
  const store = typeof unlock === 'string' ? await Store.open(environment.database, unlock) : unlock;
  const identity = await loadIdentity(store);
  const notices = await Notices.open(store, clock);
  const transport = new Transport(environment, identity.invitation.relay);
  const session = new SessionKeeper(transport, clock, {
    networkId: identity.networkId,
    device: identity.device,
    signatureKey: identity.signatureKey.privateKey,
  });
  const shared = { store, transport, credentials: session, clock };
  const directory = await DirectorySync.open({
    ...shared,
    founding: identity.invitation.founding,
    onFault: ({ code, held, met, entry }) =>
      notices.keep({
        code: 'directory.fault',
        detail: code,
        ...(entry === undefined ? {} : { seq: entry.index }),
        evidence: { held: held ?? '', met, ...entry },
      }),
  });
  const record = new RecordWatch({
    ...shared,
    timers: environment.timers,
    terms: () => directory.latest.network(),
    onFault: ({ code, held, met, evidence }) =>
      notices.keep({ code: 'record.fault', detail: code, evidence: { held: held ?? '', met, ...evidence } }),
  });
  const administration = new Administration({ identity, transport, credentials: session, directory });
  const pages = new Pages({ ...shared, identity, directory, administration });
  const regions = new RegionalNetworks({ ...shared, identity, directory, administration });
  const carried = new CarriedStatements({ ...shared, identity, directory, administration });
  return {
    environment,
    store,
    identity,
    transport,
    session,
    directory,
    record,
    administration,
    pages,
    regions,
    carried,
    notices,
  };
}
