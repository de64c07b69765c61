import type { AuthorityId, DeviceId, OfficerId, RegionId } from '#contracts';
import type { Authority, Device, NetworkTerms, Officer, Region, Standing } from './facts.js';

/** The directory as it was at one size of its log. It stays true: what was pending may become known, nothing else moves. */
export interface DirectoryView {
  /** Entries of the log that are in it. */
  readonly size: number;
  /** The network's terms; undefined before it is founded. */
  network(): NetworkTerms | undefined;
  authority(id: AuthorityId): Authority | undefined;
  officer(id: OfficerId): Officer | undefined;
  device(id: DeviceId): Device | undefined;
  region(id: RegionId): Region | undefined;
  /** The device with this Ed25519 key, base64url. */
  deviceOfKey(key: string): Device | undefined;
  /** The `prev` of the subject's next statement: base64url of the latest body's hash, empty for a new subject. */
  latestStatementHash(subject: string): string;
  /** Whether a statement about the subject is not fetched, or waits for one that is not: nothing is sealed to it. */
  isPending(subject: string): boolean;
  /** Whether any subject is pending. */
  hasPending(): boolean;
  /** Whether the device is live at `at` (Unix seconds), and if not why; `serving` where it acts for another authority than its own. */
  standing(device: DeviceId, at: number, serving?: AuthorityId): Standing;
  /** `standing` is `live`. */
  live(device: DeviceId, at: number, serving?: AuthorityId): boolean;
  /** Whether its officer belongs to the authority, or is accredited there (at `at`, where given). Says nothing of liveness. */
  serves(device: DeviceId, authority: AuthorityId, at?: number): boolean;
  /** Every authority ever notified, withdrawn ones too, in order of id. */
  authorities(): readonly Authority[];
  /** Every officer and expert of an authority, dismissed ones too, oldest first. */
  officersOf(authority: AuthorityId): readonly Officer[];
  /** Officers of other authorities whom this one has accredited and whose service it has not ended, in order of id; time aside. */
  accreditedTo(authority: AuthorityId): readonly Officer[];
  /** Every device of an authority or of an officer, revoked ones too. */
  devicesOf(owner: AuthorityId | OfficerId): readonly Device[];
  /** Every regional network, in order of id. */
  regions(): readonly Region[];
  /** Whether the authority is a help desk. */
  isDesk(authority: AuthorityId): boolean;
  /** Whether the officer, in office, coordinates the regional network. */
  isCoordinator(officer: OfficerId, region: RegionId): boolean;
}
