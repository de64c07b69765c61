import type { Client, ListedNotice } from '#client';
import type { DeviceId } from '#contracts';
import { CodedError, toHex } from '#primitives';
import type { DoubtfulDevice, Line, LogStanding, NoticeLine, Standing, TrustDesk } from './api/trust.js';
import type { Changes } from './changes.js';
import type { LineState } from './line.js';
import { authorityNamed, personNamed, personOfDevice } from './names.js';
import { isGrave, levelOf, shownRecords } from './trust-level.js';

/** The beginning of a root hash that is read out over a telephone, bytes. */
const ROOT_SHOWN = 8;

/** Whom and what to rely on: what the client has checked, and everything that was not as it should be. */
export class TrustViews implements TrustDesk {
  constructor(
    private readonly client: () => Client,
    private readonly lineState: () => LineState,
    private readonly changes: Changes,
  ) {}

  async standing(): Promise<Standing> {
    const client = this.client();
    const { directory, keyLogged, cloned } = await client.trust();
    const notices = (await client.notices()).map((notice) => noticeLine(client, notice)).reverse();
    const { all, doubtful } = await devicesOf(client);
    const { missing } = directory;
    const terms = client.directory.latest.network();
    const logs = { directory: logStanding(client.directory.checkpoint), record: logStanding(client.record.checkpoint) };
    return {
      level: levelOf({
        isCloned: cloned !== undefined,
        isFresh: directory.fresh,
        keyLogged,
        missing,
        doubtful,
        notices,
      }),
      missing,
      sending: cloned !== undefined ? 'stopped' : directory.fresh ? 'goes' : 'waits',
      devices: all,
      doubtful,
      checkedAt: Math.min(directory.at, logs.record?.at ?? directory.at),
      directory: logs.directory ?? { size: 0, at: 0, root: '' },
      record: logs.record,
      witnesses: { quorum: terms?.witnesses.quorum ?? 0, all: terms?.witnesses.keys.length ?? 0 },
      keyLogged,
      cloned: cloned !== undefined,
      notices,
    };
  }

  line(): Promise<Line> {
    const line = this.lineState();
    // Nothing is said before it was tried.
    if (line.is === 'up' || !line.tried) return Promise.resolve({ is: 'up' });
    return Promise.resolve({ is: 'down', since: line.since, refusal: line.refusal });
  }

  async checkAgain(): Promise<void> {
    try {
      await this.client().sync();
    } finally {
      this.changes.say(['trust']);
    }
  }

  async evidence(number: number): Promise<string> {
    const client = this.client();
    const found = (await client.notices()).find((one) => one.number === number);
    if (found === undefined) throw new CodedError('notice.absent', 'there is no such notice');
    const { standing: _standing, dealtWith: _dealtWith, further, ...first } = found;
    const notice = { ...first, further: further.map(({ dealtWith: _by, ...one }) => one) };
    const { relay, founding } = client.identity.invitation;
    const network = toHex(client.identity.networkId);
    return `${JSON.stringify({ format: 'comity/notice/v1', network, relay, founding, notice }, undefined, 2)}\n`;
  }

  async dealWith(number: number): Promise<void> {
    await this.client().dealWith(number);
    this.changes.say(['trust'], ['inbox']);
  }
}

async function devicesOf(client: Client): Promise<{ all: number; doubtful: DoubtfulDevice[] }> {
  const seen = new Set<DeviceId>();
  const doubtful: DoubtfulDevice[] = [];
  for (const { id, member, closed } of await client.conversations()) {
    if (!member || closed) continue;
    for (const { device, officer, authority, standing } of await client.members(id)) {
      if (seen.has(device)) continue;
      seen.add(device);
      if (standing === 'live') continue;
      const whose = { officer: personNamed(client, officer).name, authority: authorityNamed(client, authority) };
      doubtful.push({ device, ...whose, standing, conversation: id });
    }
  }
  return { all: seen.size, doubtful };
}

function noticeLine(client: Client, notice: ListedNotice): NoticeLine {
  const { number, code, detail, further, about, standing, dealtWith, noticedAt, conversation, seq, device } = notice;
  return {
    number,
    code,
    detail,
    details: [detail, ...further.map((one) => one.detail)].filter((one) => one !== undefined),
    about,
    grave: isGrave(notice),
    noticedAt,
    standing,
    dealtWith: dealtWith && { by: personNamed(client, dealtWith.by).name, at: dealtWith.at },
    conversation,
    seq,
    person: personOfDevice(client, device)?.name,
    records: shownRecords(notice.evidence, ROOT_SHOWN),
  };
}

function logStanding(checkpoint: Client['directory']['checkpoint']): LogStanding | undefined {
  return checkpoint && standingOf(checkpoint);
}

/** A checked checkpoint, as the page shows it. */
export function standingOf({ size, at, root }: NonNullable<Client['directory']['checkpoint']>): LogStanding {
  return { size, at, root: toHex(root.slice(0, ROOT_SHOWN)) };
}
