import type { AuthorityId, DeviceId, OfficerId, RegionId } from '#contracts';
import type { FactsStore } from './facts-store.js';
import type { Authority, Device, NetworkTerms, Officer, Region, Standing } from './facts.js';
import { standing } from './standing.js';
import type { DirectoryView } from './view.js';

const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const known = <Value>(values: readonly (Value | undefined)[]): Value[] => values.filter((value) => value !== undefined);

/** A {@link DirectoryView} that reads the facts at one size. */
export class FactsView implements DirectoryView {
  constructor(
    private readonly facts: FactsStore,
    readonly size: number,
    private readonly pendingAt: (subject: string | undefined, size: number) => boolean,
  ) {}

  network(): NetworkTerms | undefined {
    return this.facts.network.at(this.size);
  }

  authority(id: AuthorityId): Authority | undefined {
    return this.facts.authorities.get(id)?.at(this.size);
  }

  officer(id: OfficerId): Officer | undefined {
    const record = this.facts.officers.get(id)?.at(this.size);
    if (record === undefined) return undefined;
    const accreditedAt = this.facts.accreditedAt.get(id);
    if (accreditedAt === undefined) return { ...record, accreditations: [], serves: [record.authority] };
    const places = accreditedAt.toSorted(byText);
    const accreditations = known(places.map((place) => this.facts.accreditation(id, place, this.size)));
    const elsewhere = accreditations.filter(({ ended }) => !ended).map(({ authority }) => authority);
    return { ...record, accreditations, serves: [record.authority, ...elsewhere] };
  }

  device(id: DeviceId): Device | undefined {
    return this.facts.devices.get(id)?.at(this.size);
  }

  region(id: RegionId): Region | undefined {
    return this.facts.regions.get(id)?.at(this.size);
  }

  deviceOfKey(key: string): Device | undefined {
    const id = this.facts.deviceOfKey.get(key);
    return id && this.device(id);
  }

  latestStatementHash(subject: string): string {
    return this.facts.latest.get(subject)?.at(this.size) ?? '';
  }

  isPending(subject: string): boolean {
    return this.pendingAt(subject, this.size);
  }

  hasPending(): boolean {
    return this.pendingAt(undefined, this.size);
  }

  standing(device: DeviceId, at: number, serving?: AuthorityId): Standing {
    return standing(this, device, at, serving);
  }

  live(device: DeviceId, at: number, serving?: AuthorityId): boolean {
    return this.standing(device, at, serving) === 'live';
  }

  serves(device: DeviceId, authority: AuthorityId, at?: number): boolean {
    const found = this.device(device);
    if (found === undefined || found.authority === authority) return found !== undefined;
    const accreditation = this.facts.accreditation(found.officer, authority, this.size);
    if (accreditation === undefined || accreditation.ended) return false;
    const { from, until } = accreditation.validity;
    return at === undefined || (from <= at && at < until);
  }

  authorities(): readonly Authority[] {
    return known([...this.facts.authorities.keys()].sort(byText).map((id) => this.authority(id)));
  }

  officersOf(authority: AuthorityId): readonly Officer[] {
    return known((this.facts.officersOf.get(authority) ?? []).map((id) => this.officer(id)));
  }

  accreditedTo(authority: AuthorityId): readonly Officer[] {
    const ever = [...this.facts.accreditedAt].filter(([, places]) => places.includes(authority));
    const officers = known(ever.map(([id]) => this.officer(id)));
    return officers.filter(({ serves }) => serves.includes(authority)).sort((a, b) => byText(a.id, b.id));
  }

  devicesOf(owner: AuthorityId | OfficerId): readonly Device[] {
    const officers = this.facts.officersOf.get(owner as AuthorityId) ?? [owner as OfficerId];
    return known(officers.flatMap((officer) => this.facts.devicesOf.get(officer) ?? []).map((id) => this.device(id)));
  }

  regions(): readonly Region[] {
    return known([...this.facts.regions.keys()].sort(byText).map((id) => this.region(id)));
  }

  isDesk(authority: AuthorityId): boolean {
    return this.network()?.desks.includes(authority) ?? false;
  }

  isCoordinator(officer: OfficerId, region: RegionId): boolean {
    const found = this.officer(officer);
    if (found === undefined || found.dismissed) return false;
    const coordinators = this.region(region)?.coordinators ?? [];
    return coordinators.some((one) => one.officer === officer && one.authority === found.authority);
  }
}
