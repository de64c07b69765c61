import type { DeviceId } from '#contracts';
import type { DirectoryView } from '#directory';
import type { Store, StoreWrite } from './store.js';

const PREFIX = 'revocation/';

/** Devices whose revocation, or whose officer's dismissal, this client has seen, and since when it may have stood (protocol 2.7). */
export class Revocations {
  readonly #since = new Map<DeviceId, number>();

  private constructor(private readonly store: Store) {}

  static async open(store: Store): Promise<Revocations> {
    const revocations = new Revocations(store);
    for (const { key, value } of await store.range<number>({ prefix: PREFIX }))
      revocations.#since.set(key.slice(PREFIX.length) as DeviceId, value);
    return revocations;
  }

  /**
   * The newest cosignature time, Unix seconds, at which the directory was known not to hold the revocation; undefined
   * for a device that is not revoked. What was logged by then was there before the revocation.
   */
  notBefore(device: DeviceId): number | undefined {
    return this.#since.get(device);
  }

  /**
   * Takes note of what is new in the directory.
   * @param before - cosignature time of the checkpoint held until now, 0 for none
   * @returns the devices that are newly seen revoked
   */
  async note(view: DirectoryView, before: number): Promise<DeviceId[]> {
    const fresh: DeviceId[] = [];
    for (const authority of view.authorities()) {
      for (const device of view.devicesOf(authority.id)) {
        if (!this.#since.has(device.id) && (device.revoked || view.officer(device.officer)?.dismissed === true))
          fresh.push(device.id);
      }
    }
    await this.store.write(fresh.map((device): StoreWrite => ({ key: PREFIX + device, value: before })));
    for (const device of fresh) this.#since.set(device, before);
    return fresh;
  }
}
