import type { AuthorityId, RegionId, StatementAccepted } from '#contracts';
import { canonicalJson } from '#crypto';
import { unixSeconds, type Clock } from '#primitives';
import { submitStatement, type Administration } from './administration.js';
import type { DirectorySync } from './directory.js';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import { readRegionInvitation, type InvitationStanding, type RegionInvitation } from './region-invitation.js';
import { regionAccount, type RegionAccount } from './regional-network.js';
import type { Credentials, Transport } from './transport.js';

/** Why an invitation is not accepted here, as it is thrown. */
const REFUSALS: Readonly<Record<Exclude<InvitationStanding, 'ready'>, string>> = {
  member: 'the authority is a member already',
  'not-yours': 'an invitation is accepted by an administrator of the authority that it names',
  unsigned: 'who signed the invitation does not coordinate the network now: ask for another one',
  stale: 'the network has changed since the invitation was signed: ask for another one',
  'same-person': 'whoever signed the invitation does not accept it as well',
  'web-only': 'the invitation was signed in a browser: it is accepted on the command line',
};

/** A statement that the relay took, canonical JSON: whether it is in the log the directory says. */
interface Filed extends StatementAccepted {
  readonly statement: string;
}

interface Unsigned {
  readonly body: object;
  readonly signatures: readonly { key: string; signature: string }[];
}

/** Regional networks: who is in them, whom their coordinators invite, who joins and leaves (protocol 1.1). */
export class RegionalNetworks {
  constructor(
    private readonly options: {
      readonly identity: Identity;
      readonly transport: Transport;
      readonly credentials: Credentials;
      readonly directory: DirectorySync;
      readonly administration: Administration;
      readonly clock: Clock;
    },
  ) {}

  /** Every regional network of the directory, in order of id. */
  accounts(): RegionAccount[] {
    const { directory, clock } = this.options;
    const { latest: view } = directory;
    const times = { at: this.checkedAt, now: unixSeconds(clock) };
    return view.regions().map((region) => regionAccount(view, region, times));
  }

  /**
   * Signs an invitation as a coordinator: a file for an administrator of the authority.
   * @throws `region.unknown`, `region.coordinator`, `region.member`
   */
  async invite(id: RegionId, authority: AuthorityId): Promise<string> {
    const { directory, identity, administration } = this.options;
    await directory.sync();
    const { latest } = directory;
    const region = latest.region(id) ?? refuse('region.unknown', 'the directory has no such regional network');
    if (!latest.isCoordinator(identity.officer, id))
      refuse('region.coordinator', 'a regional network is joined by invitation of its coordinators');
    if (region.members.includes(authority)) refuse('region.member', REFUSALS.member);
    const body = { type: 'network.member-added', subject: id, prev: latest.latestStatementHash(id), authority };
    return `${JSON.stringify(administration.cosigned({ body, signatures: [] }), undefined, 2)}\n`;
  }

  /** What an invitation invites to, and whether this device may accept it. @throws `region.invitation`, `region.unknown` */
  async look(text: string): Promise<RegionInvitation> {
    return (await this.read(text)).view;
  }

  /** Accepts an invitation as an administrator of the authority that it names. @throws what {@link InvitationStanding} says against it */
  async accept(text: string): Promise<Filed & RegionInvitation> {
    const { view, statement } = await this.read(text);
    if (view.standing !== 'ready') refuse(`region.${view.standing}`, REFUSALS[view.standing]);
    return { ...view, ...(await this.file(statement)) };
  }

  /** Ends a membership: as a coordinator, or as an administrator of the member itself. @throws `statement.refused` */
  async end(region: RegionId, authority: AuthorityId): Promise<Filed> {
    const { directory } = this.options;
    await directory.sync();
    const prev = directory.latest.latestStatementHash(region);
    const body = { type: 'network.member-removed', subject: region, prev, authority };
    return this.file({ body, signatures: [] });
  }

  private async file(unsigned: Unsigned): Promise<Filed> {
    const { administration, transport, credentials } = this.options;
    const statement = canonicalJson(administration.cosigned(unsigned));
    return { statement, ...(await submitStatement(transport, statement, [], credentials)) };
  }

  private get checkedAt(): number {
    return this.options.directory.checkpoint?.at ?? 0;
  }

  private async read(text: string): Promise<ReturnType<typeof readRegionInvitation>> {
    const { directory, identity } = this.options;
    await directory.sync();
    return readRegionInvitation(text, { view: directory.latest, at: this.checkedAt, identity });
  }
}
