import { inTheLog, type Client, type RegionAccount } from '#client';
import { AuthorityId, RegionId } from '#contracts';
import type { Confirmed } from './api/devices.js';
import type { InvitationFile, InvitationLine, RegionLine, RegionsDesk } from './api/regions.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { authorityNamed, personNamed } from './names.js';

/** Regional networks, as this device has checked them. */
export class RegionsViews implements RegionsDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
    private readonly browser: Pick<Browser, 'timers'>,
  ) {}

  list(): Promise<readonly RegionLine[]> {
    return Promise.resolve().then(() =>
      this.client()
        .regions.accounts()
        .map((account) => this.line(account)),
    );
  }

  async invite(network: string, authority: string): Promise<InvitationFile> {
    const id = AuthorityId.parse(authority);
    const text = await this.client().regions.invite(RegionId.parse(network), id);
    const name = `${network}-${id}`.replaceAll(/(?:region|authority):/g, '');
    return { name: `${name}.invitation.json`, file: new Blob([text], { type: 'application/json' }) };
  }

  async look(text: string): Promise<InvitationLine> {
    const client = this.client();
    const { region, authority, by, standing } = await client.regions.look(text);
    return {
      network: region,
      authority: authorityNamed(client, authority),
      by: by.officer && personNamed(client, by.officer),
      standing,
    };
  }

  async accept(text: string): Promise<Confirmed> {
    const { region, authority } = await this.client().regions.accept(text);
    return this.follow(region.id, authority, true);
  }

  async end(network: string, member: string): Promise<Confirmed> {
    const [region, authority] = [RegionId.parse(network), AuthorityId.parse(member)];
    await this.client().regions.end(region, authority);
    return this.follow(region, authority, false);
  }

  private async follow(network: RegionId, authority: AuthorityId, isMember: boolean): Promise<Confirmed> {
    const says = (latest: Client['directory']['latest']): boolean =>
      latest.region(network)?.members.includes(authority) === isMember;
    const confirmed = await inTheLog(this.client().directory, this.browser.timers, says);
    this.changes.say(['directory']);
    return { confirmed };
  }

  private line({ id, name, coordinators, members, counts }: RegionAccount): RegionLine {
    const client = this.client();
    const { latest } = client.directory;
    const ids = members.map((member) => member.authority);
    return {
      id,
      name,
      coordinators: coordinators.map(({ officer }) => personNamed(client, officer)),
      members: members.map(({ authority, status, devices, office, review }) => ({
        authority: authorityNamed(client, authority),
        status,
        devices,
        office,
        review,
      })),
      counts,
      isCoordinated: latest.isCoordinator(client.identity.officer, id),
      others: latest
        .authorities()
        .filter((one) => one.status === 'active' && !ids.includes(one.id))
        .map((one) => authorityNamed(client, one.id)),
    };
  }
}
