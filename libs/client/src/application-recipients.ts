import type { DeviceId } from '#contracts';
import type { DirectoryView } from '#directory';
import type { Clock } from '#primitives';
import { sealingKeys, type SealingKey } from './agreement-peers.js';
import { AgreementPins } from './agreement-pins.js';
import type { ApplicationRelay } from './application-relay.js';
import { isSecretarys } from './application-thread.js';
import { Checks } from './checks.js';
import type { DirectorySync } from './directory.js';
import { refuse } from './errors.js';
import type { Finding } from './notices.js';
import { RecordWatch } from './record.js';
import type { Store } from './store.js';
import type { Transport } from './transport.js';

/** The devices that an application is sealed to: those live now, of every officer of the secretariat. @param at - Unix seconds */
export function secretariatDevices(view: DirectoryView, at: number): DeviceId[] {
  const secretariat = view.network()?.secretariat;
  if (secretariat === undefined || view.isPending(secretariat)) return [];
  return view
    .devicesOf(secretariat)
    .filter(({ id, authority, officer }) => isSecretarys(view, authority, officer) && view.live(id, at))
    .map(({ id }) => id);
}

/** With what somebody without a device asks for the secretariat's keys. */
export interface Asking {
  readonly directory: DirectorySync;
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly relay: ApplicationRelay;
  readonly networkId: Uint8Array;
}

/**
 * The keys of the secretariat's devices, checked as members check keys: by their devices' signatures, and by the record's map.
 * @param only - none but these devices
 * @throws `application.key` where one of them is not what the record says, or is withheld; `application.no-recipient`, `directory.stale`
 */
export async function secretariatKeys(asking: Asking, only?: ReadonlySet<string>): Promise<Map<DeviceId, SealingKey>> {
  const { directory, store, transport, clock, relay, networkId } = asking;
  directory.demandFresh();
  const at = directory.checkpoint?.at ?? 0;
  const devices = secretariatDevices(directory.latest, at).filter((id) => only?.has(id) !== false);
  const found: Finding[] = [];
  const terms = () => directory.latest.network();
  const record = new RecordWatch({ store, transport, clock, terms, onFault: () => Promise.resolve() });
  const surroundings = {
    directory,
    store,
    record,
    checks: new Checks(),
    self: { networkId },
    notices: {
      prepare: (findings: readonly Finding[]) => {
        found.push(...findings);
        return { writes: [], told: () => undefined };
      },
    },
    relay: {
      keys: async (asked: readonly DeviceId[]) =>
        (await relay.secretariatKeys()).filter(({ device }) => asked.includes(device)),
    },
  };
  const keys = await sealingKeys(surroundings, await AgreementPins.open(store), devices);
  const [fault] = found;
  if (fault !== undefined)
    refuse(
      'application.key',
      `the relay serves a key that is not the secretariat's (${fault.code}: ${fault.detail ?? ''})`,
    );
  if (keys.size === 0) refuse('application.no-recipient', 'no device of the secretariat can be sealed to now');
  return keys;
}
