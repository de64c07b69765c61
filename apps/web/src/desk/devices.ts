import { inTheLog, type AskedFor, type Client, type GrantPreview, type Timers } from '#client';
import { ConversationId, DeviceId, OfficerId } from '#contracts';
import { parseBody, type AnyBody, type DeviceEnrolled } from '#directory';
import { codeOf } from '#primitives';
import type { AccessKeeper } from './access.js';
import type {
  ApprovedDevice,
  Confirmed,
  DeviceLine,
  DevicesDesk,
  HistoryOffer,
  InvitationToGive,
  LookedAtDevice,
  WaitingDevice,
} from './api/devices.js';
import type { Changes } from './changes.js';
import { deviceLines } from './device-lines.js';
import { invitationToGive } from './invitations.js';
import { authorityNamed, personNamed } from './names.js';

/** One's own devices, and approving further ones. */
export class Devices implements DevicesDesk {
  constructor(
    private readonly access: AccessKeeper,
    private readonly changes: Changes,
    private readonly timers: Pick<Timers, 'sleep'>,
  ) {}

  mine(): Promise<readonly DeviceLine[]> {
    return Promise.resolve().then(() => deviceLines(this.client, this.client.identity.officer));
  }

  async waiting(): Promise<readonly WaitingDevice[]> {
    const { client } = this;
    const asking = await client.waitingEnrolments();
    return asking.flatMap(({ id, asked, body: text }) => {
      const body = enrolmentOf(text);
      return body === undefined ? [] : [waitingDevice(client, body, { id, asked })];
    });
  }

  async approve(words: string, of: LookedAtDevice): Promise<ApprovedDevice> {
    const { client } = this;
    const { officer, device } = await client.approveEnrolment(words, askedFor(of));
    await this.follow((latest) => latest.device(device) !== undefined);
    return { device, officer: personNamed(client, officer), isOwn: officer === client.identity.officer };
  }

  invitation(): Promise<InvitationToGive> {
    return Promise.resolve().then(() => invitationToGive(this.client, this.client.identity.officer));
  }

  async revoke(text: string): Promise<Confirmed> {
    const device = DeviceId.parse(text);
    await this.client.administration.revoke(device);
    return this.follow((latest) => latest.device(device)?.revoked === true);
  }

  async renewKey(): Promise<void> {
    await this.client.rotateKey();
    this.changes.say(['devices'], ['trust']);
  }

  async offers(text: string): Promise<readonly HistoryOffer[]> {
    const { client } = this;
    const device = DeviceId.parse(text);
    const offers: HistoryOffer[] = [];
    for (const { id, counterparts, member, closed } of await client.conversations()) {
      if (!member || closed) continue;
      const isMember = (await client.members(id)).some((one) => one.device === device);
      offers.push({
        conversation: id,
        counterparts: counterparts.map((authority) => authorityNamed(client, authority).name),
        isMember,
        readable: isMember ? readable(await this.preview(id, device)) : undefined,
      });
    }
    return offers;
  }

  async add(device: string, conversation: string): Promise<void> {
    const id = ConversationId.parse(conversation);
    await this.client.addDevices(id, [DeviceId.parse(device)]);
    this.changes.say(['devices'], ['conversations', id]);
  }

  async give(device: string, conversation: string): Promise<{ readonly promised: boolean }> {
    const id = ConversationId.parse(conversation);
    const { promised } = await this.client.giveHistory(id, DeviceId.parse(device));
    this.changes.say(['devices'], ['conversations', id]);
    return { promised };
  }

  private get client(): Client {
    return this.access.client;
  }

  private async preview(conversation: ConversationId, device: DeviceId): Promise<GrantPreview | undefined> {
    try {
      return await this.client.previewHistory(conversation, device);
    } catch (error) {
      if (codeOf(error) !== 'grant.nothing') throw error;
      return undefined;
    }
  }

  private async follow(says: Parameters<typeof inTheLog>[2]): Promise<Confirmed> {
    const confirmed = await inTheLog(this.client.directory, this.timers, says);
    this.changes.say(['devices'], ['directory'], ['trust']);
    return { confirmed };
  }
}

/** Whose device is meant, out of the page. */
export function askedFor({ officer, device }: LookedAtDevice): AskedFor {
  return { officer: OfficerId.parse(officer), device: DeviceId.parse(device) };
}

function readable(preview: GrantPreview | undefined): HistoryOffer['readable'] {
  const [first, last] = [preview?.messages[0], preview?.messages.at(-1)];
  if (preview === undefined || first === undefined || last === undefined) return undefined;
  return { messages: preview.messages.length, from: first.storedAt, to: last.storedAt };
}

function enrolmentOf(text: string): DeviceEnrolled | undefined {
  try {
    const body = parseBody(JSON.parse(text) as AnyBody);
    return body.type === 'device.enrolled' ? body : undefined;
  } catch {
    // From the relay: what is no request is not shown.
    return undefined;
  }
}

function waitingDevice(
  client: Client,
  { officer, device, kind, expiry }: DeviceEnrolled,
  asking: Pick<WaitingDevice, 'id' | 'asked'>,
): WaitingDevice {
  const isOwn = officer === client.identity.officer;
  return {
    ...asking,
    device,
    officer: personNamed(client, officer),
    isOwn,
    kind,
    expiry,
    approval: isOwn ? 'here' : approvalOf(client, officer),
  };
}

/** Who can approve a device of another officer, as the directory will judge it (protocol 1.1). */
function approvalOf({ directory }: Client, officer: DeviceEnrolled['officer']): WaitingDevice['approval'] {
  const devices = directory.latest.devicesOf(officer);
  if (devices.length === 0) return 'here';
  return devices.some(({ revoked }) => !revoked) ? 'own-device' : 'two';
}
