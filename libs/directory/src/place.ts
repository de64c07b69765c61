import type { AuthorityId, OfficerId } from '#contracts';
import { certain } from './certain.js';
import { refuse, type RefusalCode } from './errors.js';
import type { FactsStore, OfficerRecord } from './facts-store.js';
import type { Authority, Device, NetworkTerms } from './facts.js';

/**
 * The place of one statement in the log: the directory as it was before it, through which its rule looks.
 *
 * [Note: Named subjects only] A rule looks only at the subjects its statement names, and through this class, which
 * notes those that are pending here. A pending subject is looked at as if nothing of it were known; since knowing more
 * never takes an entitlement away, what is allowed all the same stays allowed, and what is not waits.
 */
export class Place {
  /** Pending subjects that were looked at: a refusal is one only when there are none. */
  readonly waitsFor = new Set<string>();
  /** Ids and keys the statement takes for ever. */
  readonly claims = new Set<string>();

  constructor(
    readonly facts: FactsStore,
    readonly index: number,
    private readonly pendingAt: (subject: string, size: number) => boolean,
  ) {}

  /** The log size from which the statement's effect holds. */
  get after(): number {
    return this.index + 1;
  }

  private isKnown(subject: string): boolean {
    if (!this.pendingAt(subject, this.index)) return true;
    this.waitsFor.add(subject);
    return false;
  }

  /** The id of the network, which outlives every change of its terms. @throws `directory.not-founded` */
  networkId(): Uint8Array {
    const terms = this.facts.network.at(this.index) ?? this.network();
    return terms.networkId;
  }

  /** The network's terms. @throws `directory.not-founded` */
  network(): NetworkTerms {
    const terms = this.isKnown('network') ? this.facts.network.at(this.index) : undefined;
    return terms ?? refuse('directory.not-founded');
  }

  /** An authority. @throws `directory.authority-unknown` */
  authority(id: AuthorityId): Authority {
    return this.findAuthority(id) ?? refuse('directory.authority-unknown');
  }

  /** An authority; undefined where nothing is known of it. */
  findAuthority(id: AuthorityId): Authority | undefined {
    return this.isKnown(id) ? this.facts.authorities.get(id)?.at(this.index) : undefined;
  }

  /** An authority that takes part. @throws `directory.authority-unknown`, `directory.status` */
  activeAuthority(id: AuthorityId): Authority {
    const authority = this.authority(id);
    return authority.status === 'active' ? authority : refuse('directory.status');
  }

  /** An officer of an authority that was looked at before. @throws `directory.officer-unknown` */
  officer(id: OfficerId, authority: AuthorityId): OfficerRecord {
    const officer = this.facts.officers.get(id)?.at(this.index);
    return officer?.authority === authority ? officer : refuse('directory.officer-unknown');
  }

  /**
   * The device of a signature key, if it may sign for an authority here: enrolled, unrevoked, its officer in office.
   *
   * [Note: Entries carry no time] Nothing here is judged by the clock. An expired device, or an officer whose validity
   * has passed, is refused by the relay on admission and by `standing`; in replay its signature counts until it is
   * revoked, or the officer dismissed.
   */
  signingDevice(key: string, authority: Authority): Device | undefined {
    const id = this.facts.deviceOfKey.get(key);
    const device = id && this.facts.devices.get(id)?.at(this.index);
    if (device?.authority !== authority.id || !this.signs(device, authority)) return undefined;
    return device;
  }

  /** Every device ever enrolled for an officer, and those of them that may sign. */
  devicesOf(officer: OfficerRecord, authority: Authority): { ever: number; signing: Device[] } {
    const ids = this.facts.devicesOf.get(officer.id) ?? [];
    const ever = ids.map((id) => this.facts.devices.get(id)?.at(this.index)).filter((device) => device !== undefined);
    return { ever: ever.length, signing: ever.filter((device) => this.signs(device, authority)) };
  }

  private signs(device: Device, authority: Authority): boolean {
    if (device.revoked || (device.kind === 'web' && !authority.settings.webAllowed)) return false;
    return !this.officerOf(device).dismissed;
  }

  /** The officer whose device it is. */
  officerOf(device: Device): OfficerRecord {
    return certain(this.facts.officers.get(device.officer)?.at(this.index));
  }

  /** Takes an id or a key that nobody had before, at whatever authority. @throws the given code */
  claim(name: string, code: RefusalCode): void {
    const taken = this.facts.claimedAt(name);
    if (taken !== undefined && taken < this.index) refuse(code);
    this.claims.add(name);
  }
}
