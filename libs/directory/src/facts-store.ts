import type { AuthorityId, DeviceId, OfficerId, RegionId } from '#contracts';
import type { Accreditation, Authority, Device, NetworkTerms, Officer, Region } from './facts.js';
import { listOf, Versions, versionsOf } from './versions.js';

/** An officer without what other authorities say of it. */
export type OfficerRecord = Omit<Officer, 'accreditations' | 'serves'>;

/**
 * Everything that statements have brought about, with the log sizes at which it came in.
 *
 * [Note: One writer a subject] A statement writes only facts of its own subject, and statements of one subject are
 * judged in order; so facts of different subjects may be filled in any order, and each list of versions still grows.
 */
export class FactsStore {
  readonly network = new Versions<NetworkTerms>();
  /** Base64url of the latest body's hash, by subject. */
  readonly latest = new Map<string, Versions<string>>();
  readonly authorities = new Map<AuthorityId, Versions<Authority>>();
  readonly officers = new Map<OfficerId, Versions<OfficerRecord>>();
  readonly devices = new Map<DeviceId, Versions<Device>>();
  readonly regions = new Map<RegionId, Versions<Region>>();
  /** The device that has a signature key, base64url. */
  readonly deviceOfKey = new Map<string, DeviceId>();
  readonly officersOf = new Map<AuthorityId, OfficerId[]>();
  readonly devicesOf = new Map<OfficerId, DeviceId[]>();
  /** Where an officer was ever accredited. */
  readonly accreditedAt = new Map<OfficerId, AuthorityId[]>();
  readonly #accreditations = new Map<string, Versions<Accreditation>>();
  readonly #claims = new Map<string, number>();

  putOfficer(size: number, officer: OfficerRecord): void {
    const versions = versionsOf(this.officers, officer.id);
    if (versions.at(size) === undefined) listOf(this.officersOf, officer.authority).push(officer.id);
    versions.set(size, officer);
  }

  putDevice(size: number, device: Device): void {
    const versions = versionsOf(this.devices, device.id);
    if (versions.at(size) === undefined) listOf(this.devicesOf, device.officer).push(device.id);
    versions.set(size, device);
  }

  putAccreditation(size: number, officer: OfficerId, accreditation: Accreditation): void {
    const key = `${accreditation.authority} ${officer}`;
    const versions = versionsOf(this.#accreditations, key);
    if (versions.at(size) === undefined) listOf(this.accreditedAt, officer).push(accreditation.authority);
    versions.set(size, accreditation);
  }

  accreditation(officer: OfficerId, authority: AuthorityId, size: number): Accreditation | undefined {
    return this.#accreditations.get(`${authority} ${officer}`)?.at(size);
  }

  /** The index of the statement that took an id or a key; undefined while it is free. */
  claimedAt(name: string): number | undefined {
    return this.#claims.get(name);
  }

  /** Takes an id or a key, for ever. */
  claim(name: string, index: number): void {
    this.#claims.set(name, index);
  }
}
