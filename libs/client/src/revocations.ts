import type { AuthorityId, DeviceId } from '#contracts';
import type { DirectoryView } from '#directory';
import type { Store, StoreWrite } from './store.js';

const PREFIX = 'revocation/';
const SEEN = 'revocations-seen';

/** How far the directory was looked through for revocations. Times are cosignature times, Unix seconds. */
interface Seen {
  /** Of the directory that was looked through last. */
  readonly at: number;
  /** Authorities of which statements were missing then, and since when: a revocation may be among them. */
  readonly pending: Readonly<Record<AuthorityId, number>>;
  /** While any statement was missing, the authorities that were known: of another nothing was known then. */
  readonly known?: readonly AuthorityId[];
}

/** A device that is newly seen revoked. */
export interface Revoked {
  readonly device: DeviceId;
  /** As {@link Revocations.notBefore}. */
  readonly before: number;
}

/** Devices whose revocation, or whose officer's dismissal, this client has seen, and since when it may have stood (protocol 2.7). */
export class Revocations {
  readonly #since = new Map<DeviceId, number>();

  private constructor(
    private readonly store: Store,
    private seen: Seen,
  ) {}

  static async open(store: Store): Promise<Revocations> {
    const revocations = new Revocations(store, (await store.get<Seen>(SEEN)) ?? { at: 0, pending: {} });
    for (const { key, value } of await store.range<number>({ prefix: PREFIX }))
      revocations.#since.set(key.slice(PREFIX.length) as DeviceId, value);
    return revocations;
  }

  /**
   * The newest cosignature time, Unix seconds, at which the directory was known not to hold the revocation; undefined
   * for a device that is not revoked. What was logged by then was there before the revocation.
   * @param view - the newest directory, which may have grown since it was looked through
   */
  notBefore(device: DeviceId, view: DirectoryView): number | undefined {
    return this.#since.get(device) ?? (isOver(view, device) ? this.before(view.device(device)?.authority) : undefined);
  }

  /**
   * Takes note of what is new in the directory.
   * @param at - cosignature time of its checkpoint, 0 for none
   */
  async note(view: DirectoryView, at: number): Promise<Revoked[]> {
    const fresh: Revoked[] = [];
    const pending: Record<AuthorityId, number> = {};
    for (const { id } of view.authorities()) {
      if (view.isPending(id)) pending[id] = this.before(id);
      for (const { id: device } of view.devicesOf(id)) {
        if (!this.#since.has(device) && isOver(view, device)) fresh.push({ device, before: this.before(id) });
      }
    }
    const known = view.authorities().map(({ id }) => id);
    const seen: Seen = view.hasPending() ? { at, pending, known } : { at, pending };
    await this.store.write([
      ...fresh.map(({ device, before }): StoreWrite => ({ key: PREFIX + device, value: before })),
      { key: SEEN, value: seen },
    ]);
    this.seen = seen;
    for (const { device, before } of fresh) this.#since.set(device, before);
    return fresh;
  }

  private before(authority: AuthorityId | undefined): number {
    if (authority === undefined) return this.seen.at;
    const { at, pending, known } = this.seen;
    return pending[authority] ?? (known?.includes(authority) === false ? 0 : at);
  }
}

function isOver(view: DirectoryView, id: DeviceId): boolean {
  const device = view.device(id);
  return device !== undefined && (device.revoked || view.officer(device.officer)?.dismissed === true);
}
