import type { ConversationId } from '#contracts';
import { refuse } from './errors.js';
import type { StoreBatch } from './store-batch.js';
import type { Store } from './store.js';

const KEY = 'device/cloned';

/** Where a frame stood under this device's name that its store does not know. */
export interface CloneSeen {
  readonly conversation: ConversationId;
  readonly seq: number;
}

/** Stops all sending, for good, once this device's name was used elsewhere: a clone, a rollback or a forgery (protocol 3.4). */
export class DeviceGuard {
  #seen: CloneSeen | undefined;

  private constructor(seen: CloneSeen | undefined) {
    this.#seen = seen;
  }

  static async open(store: Store): Promise<DeviceGuard> {
    return new DeviceGuard(await store.get<CloneSeen>(KEY));
  }

  get seen(): CloneSeen | undefined {
    return this.#seen;
  }

  stop(batch: StoreBatch, seen: CloneSeen): void {
    if (this.#seen !== undefined) return;
    this.#seen = seen;
    batch.put(KEY, seen);
  }

  /** @throws `device.cloned` once something was seen */
  demand(): void {
    if (this.#seen === undefined) return;
    refuse(
      'device.cloned',
      'this device was used elsewhere, or its store is an older copy: revoke it and enrol a new device',
    );
  }
}
