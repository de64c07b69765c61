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

/** A device that is newly seen revoked, or dismissed from the service of an authority that had accredited its officer. */
export interface Revoked {
  readonly device: DeviceId;
  /** That authority: what the device says for any other stands. */
  readonly seat?: AuthorityId;
  /** As {@link Revocations.notBefore}. */
  readonly before: number;
}

/**
 * Devices whose revocation this client has seen, or their officer's dismissal, or the end of their service as a liaison, and
 * since when it may have stood (protocol 2.7).
 */
export class Revocations {
  /** By device, or by device and seat. */
  readonly #since = new Map<string, number>();

  private constructor(
    private readonly store: Store,
    private seen: Seen,
  ) {}

  static async open(store: Store): Promise<Revocations> {
    const revocations = new Revocations(store, (await store.get<Seen>(SEEN)) ?? { at: 0, pending: {} });
    for (const { key, value } of await store.range<number>({ prefix: PREFIX }))
      revocations.#since.set(key.slice(PREFIX.length), value);
    return revocations;
  }

  /**
   * The newest cosignature time, Unix seconds, at which the directory was known not to hold the revocation; undefined
   * for a device that is not revoked. What was logged by then was there before the revocation.
   * @param view - the newest directory, which may have grown since it was looked through
   * @param seat - the authority that it speaks for: the end of a liaison's service there is a revocation for it alone
   */
  notBefore(device: DeviceId, view: DirectoryView, seat?: AuthorityId): number | undefined {
    const [own, there] = [this.since({ device }, view), seat && this.since({ device, seat }, view)];
    return own === undefined || there === undefined ? (own ?? there) : Math.min(own, there);
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
      for (const { id: device, officer } of view.devicesOf(id)) {
        const elsewhere = view.officer(officer)?.accreditations.map(({ authority: seat }) => ({ device, seat })) ?? [];
        for (const one of [{ device }, ...elsewhere]) {
          if (this.#since.has(keyOf(one))) continue;
          const before = this.since(one, view);
          if (before !== undefined) fresh.push({ ...one, before });
        }
      }
    }
    const known = view.authorities().map(({ id }) => id);
    const seen: Seen = view.hasPending() ? { at, pending, known } : { at, pending };
    await this.store.write([
      ...fresh.map((one): StoreWrite => ({ key: PREFIX + keyOf(one), value: one.before })),
      { key: SEEN, value: seen },
    ]);
    this.seen = seen;
    for (const one of fresh) this.#since.set(keyOf(one), one.before);
    return fresh;
  }

  private since(one: Speaking, view: DirectoryView): number | undefined {
    const since = this.#since.get(keyOf(one));
    if (since !== undefined || !isOver(view, one)) return since;
    return this.before(one.seat ?? view.device(one.device)?.authority);
  }

  private before(authority: AuthorityId | undefined): number {
    if (authority === undefined) return this.seen.at;
    const { at, pending, known } = this.seen;
    return pending[authority] ?? (known?.includes(authority) === false ? 0 : at);
  }
}

type Speaking = Pick<Revoked, 'device' | 'seat'>;

function keyOf({ device, seat }: Speaking): string {
  return seat === undefined ? device : `${device} ${seat}`;
}

function isOver(view: DirectoryView, { device: id, seat }: Speaking): boolean {
  const device = view.device(id);
  if (device === undefined) return false;
  const officer = view.officer(device.officer);
  if (seat === undefined) return device.revoked || officer?.dismissed === true;
  return officer?.accreditations.some(({ authority, ended }) => authority === seat && ended) === true;
}
