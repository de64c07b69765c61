import type { InvitationStanding, RegionCounts, RegionMember } from '#client';
import type { Confirmed } from './devices.js';
import type { RegionName } from './directory.js';
import type { AuthorityName, PersonName } from './names.js';

/** A member of a regional network: counts and days, nothing that was said. */
export interface RegionMemberLine extends Pick<RegionMember, 'status' | 'devices' | 'office' | 'review'> {
  readonly authority: AuthorityName;
}

/** A regional network. */
export interface RegionLine extends RegionName {
  readonly coordinators: readonly PersonName[];
  readonly members: readonly RegionMemberLine[];
  readonly counts: RegionCounts;
  /** Whether the signed-in officer coordinates it. */
  readonly isCoordinated: boolean;
  /** Authorities that could be invited. */
  readonly others: readonly AuthorityName[];
}

/** What an invitation invites to. */
export interface InvitationLine {
  readonly network: RegionName;
  readonly authority: AuthorityName;
  readonly by: PersonName | undefined;
  readonly standing: InvitationStanding;
}

/** A file to be handed over. */
export interface InvitationFile {
  readonly name: string;
  readonly file: Blob;
}

/** Regional networks: their members, who is invited, joins and leaves. */
export interface RegionsDesk {
  list(): Promise<readonly RegionLine[]>;
  /** Signs an invitation as a coordinator. @throws `region.unknown`, `region.coordinator`, `region.member` */
  invite(network: string, authority: string): Promise<InvitationFile>;
  /** @throws `region.invitation`, `region.unknown` */
  look(text: string): Promise<InvitationLine>;
  /** @throws what stands against it, `statement.refused` */
  accept(text: string): Promise<Confirmed>;
  /** Ends a membership: as a coordinator, or as an administrator of the member. @throws `statement.refused` */
  end(network: string, authority: string): Promise<Confirmed>;
}
