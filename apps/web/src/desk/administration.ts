import { newOfficerId, inTheLog, type Client } from '#client';
import { AuthorityId, OfficerId } from '#contracts';
import type { Officer } from '#directory';
import { CodedError, unixSeconds } from '#primitives';
import type { AccessKeeper } from './access.js';
import type { Accreditation, AdministrationDesk, Appointment, LiaisonLine, OfficerLine } from './api/administration.js';
import type { Confirmed, InvitationToGive } from './api/devices.js';
import type { Changes } from './changes.js';
import { deviceLines } from './device-lines.js';
import type { Browser } from './environment.js';
import { hexGroups } from './invitation-view.js';
import { invitationToGive } from './invitations.js';
import { personNamed } from './names.js';
import type { PersonName } from './api/names.js';
import { staffOf } from './staff.js';

const DAY = 86_400;

/** What an administrator does for their authority. */
export class Administrating implements AdministrationDesk {
  constructor(
    private readonly access: AccessKeeper,
    private readonly changes: Changes,
    private readonly browser: Pick<Browser, 'clock' | 'timers'>,
  ) {}

  officers(): Promise<readonly OfficerLine[]> {
    return Promise.resolve().then(() => {
      const { client } = this;
      const { identity, directory } = client;
      return directory.latest
        .officersOf(identity.authority)
        .filter(({ conversation }) => conversation === undefined)
        .map(({ id, roles, validity, dismissed }) => ({
          officer: personNamed(client, id),
          isSelf: id === identity.officer,
          roles,
          until: validity.until,
          dismissed,
          devices: deviceLines(client, id),
        }))
        .sort((a, b) => Number(a.dismissed) - Number(b.dismissed));
    });
  }

  liaisons(): Promise<readonly LiaisonLine[]> {
    return Promise.resolve().then(() => {
      const { client } = this;
      const { authority } = client.identity;
      return client.directory.latest.accreditedTo(authority).map(({ id, accreditations }) => ({
        officer: personNamed(client, id),
        until: accreditations.find((one) => one.authority === authority)?.validity.until ?? 0,
      }));
    });
  }

  candidates(text: string): Promise<readonly PersonName[]> {
    return Promise.resolve().then(() => {
      const { client } = this;
      const own = client.identity.authority;
      // Of whom it was ended, never again.
      const isFree = ({ authority, accreditations }: Officer): boolean =>
        authority !== own && accreditations.every((one) => one.authority !== own);
      return staffOf(client, AuthorityId.parse(text))
        .filter(isFree)
        .map(({ id }) => personNamed(client, id));
    });
  }

  async accredit({ officer: text, days }: Accreditation): Promise<Confirmed> {
    const { client } = this;
    const officer = OfficerId.parse(text);
    const home = client.directory.latest.officer(officer)?.authority;
    if (home === undefined) throw new CodedError('person.unknown', 'the directory has no such officer');
    const from = unixSeconds(this.browser.clock);
    await client.administration.accredit({ officer, home, validity: { from, until: from + days * DAY } });
    return this.follow((latest) => latest.officer(officer)?.serves.includes(client.identity.authority) === true);
  }

  async endAccreditation(text: string): Promise<Confirmed> {
    const { client } = this;
    const officer = OfficerId.parse(text);
    await client.administration.endAccreditation(officer);
    return this.follow((latest) => latest.officer(officer)?.serves.includes(client.identity.authority) !== true);
  }

  network(): Promise<readonly string[]> {
    return Promise.resolve().then(() => hexGroups(this.client.identity.networkId));
  }

  async appoint({ name, telephone, email, days }: Appointment): Promise<InvitationToGive> {
    const { client } = this;
    const officer = newOfficerId();
    const from = unixSeconds(this.browser.clock);
    await client.administration.appoint({
      officer,
      roles: ['officer'],
      validity: { from, until: from + days * DAY },
      person: { name, telephone, email },
    });
    await this.follow((latest) => latest.officer(officer) !== undefined);
    // The log that is held here may not have the name yet.
    return invitationToGive(client, officer, name);
  }

  invitation(officer: string): Promise<InvitationToGive> {
    return Promise.resolve().then(() => invitationToGive(this.client, OfficerId.parse(officer)));
  }

  async dismiss(text: string): Promise<Confirmed> {
    const officer = OfficerId.parse(text);
    await this.client.administration.dismiss(officer);
    return this.follow((latest) => latest.officer(officer)?.dismissed === true);
  }

  private get client(): Client {
    return this.access.client;
  }

  private async follow(says: Parameters<typeof inTheLog>[2]): Promise<Confirmed> {
    const confirmed = await inTheLog(this.client.directory, this.browser.timers, says);
    this.changes.say(['devices'], ['directory'], ['trust'], ['hand-overs']);
    return { confirmed };
  }
}
