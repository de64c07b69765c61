import type { DeviceId } from '#contracts';
import type { StoreBatch } from './store-batch.js';
import type { Store } from './store.js';

/** The newest agreement key met of a device: its number, and its SHA-256 (base64url) once the key itself was seen. */
export interface Pin {
  readonly number: number;
  readonly hash?: string;
  /** When that key ends, Unix seconds. */
  readonly until?: number;
}

const PREFIX = 'pin/';

/** The highest agreement numbers met, device by device: nobody seals to a lower one (protocol 2.5). */
export class AgreementPins {
  readonly #pins = new Map<string, Pin>();

  private constructor() {}

  static async open(store: Store): Promise<AgreementPins> {
    const pins = new AgreementPins();
    for (const { key, value } of await store.range<Pin>({ prefix: PREFIX }))
      pins.#pins.set(key.slice(PREFIX.length), value);
    return pins;
  }

  /** What was met of a device; number 0 when nothing was. */
  of(device: DeviceId): Pin {
    return this.#pins.get(device) ?? { number: 0 };
  }

  /** Takes note of a number that the device itself stated, or of its key. Lower ones change nothing. */
  meet(batch: StoreBatch, device: DeviceId, met: Pin): void {
    const held = this.of(device);
    if (met.number < held.number || (met.number === held.number && met.hash === undefined)) return;
    this.#pins.set(device, met);
    batch.put(PREFIX + device, met);
  }
}
