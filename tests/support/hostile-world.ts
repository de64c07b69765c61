import { MemoryLevel } from 'memory-level';
import { nodeEnvironment, systemClock } from '#cli/platform/environment';
import { openClient, Store, type CheckName, type Client, type Database, type Notice } from '#client';
import type { ConversationId, MessageId, OfficerId, WireFrame } from '#contracts';
import { nextHead, sha256 } from '#crypto';
import { codeOf, fromBase64url, toBase64url, unixSeconds } from '#primitives';
import { RecordService } from '#relay/audit/record.service';
import { numberOfKind } from '#relay/conversations/frame-kinds';
import { CheatingRelay, namedFrame, type NamedFrame } from './cheating-relay.js';
import { ALWAYS, aNetwork, type AuthorityBuilder, type DeviceBuilder, type NetworkBuilder } from './directory.js';
import { aRelay, type TestRelay } from './relay.js';
import { readHead } from './hostile-logs.js';
import { storedFrames } from './stored-frames.js';

const PASSPHRASE = 'a passphrase of the hostile tests';
/** Argon2id at its least: these tests guess nothing. */
const unsafeTestingCost = { ops: 1, memory: 64 };
const UNLIMITED = '1000000';
const PATIENCE = 6;
/** The longest that a client waits before it tries again, milliseconds: what a relay refuses for good it refuses sooner. */
const LONGEST_PAUSE = 300;

/** A record of a client's store, opened. */
interface StoreRecord {
  readonly key: string;
  readonly value: unknown;
}

/** How an officer's client of these tests is opened. */
export interface Opened {
  /** Checks it does without. */
  readonly without?: readonly CheckName[];
}

/** A real client, and the layer by which its relay cheats it. */
export class HostileClient {
  private constructor(
    readonly world: HostileWorld,
    readonly device: DeviceBuilder,
    readonly client: Client,
    readonly cheat: CheatingRelay,
    private readonly database: Database,
    private readonly time: { ahead: number },
    readonly without: readonly CheckName[],
  ) {}

  /** @param checked - what another client has checked of the directory, which this one need not check again */
  static async open(
    world: HostileWorld,
    device: DeviceBuilder,
    { without = [] }: Opened = {},
    checked: readonly StoreRecord[] = [],
  ): Promise<HostileClient> {
    const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
    await writeIdentity(world, device, database, checked);
    return HostileClient.over(world, device, database, { ahead: 0 }, without);
  }

  private static async over(
    world: HostileWorld,
    device: DeviceBuilder,
    database: Database,
    time: { ahead: number },
    without: readonly CheckName[],
  ): Promise<HostileClient> {
    const real = nodeEnvironment(database);
    const cheat = new CheatingRelay(real);
    const { http, httpBytes, makeSocket } = cheat;
    const clock = { now: () => real.clock.now() + time.ahead * 1000 };
    const timers = { ...real.timers, sleep: async (ms: number) => real.timers.sleep(Math.min(ms, LONGEST_PAUSE)) };
    const client = await openClient(
      { ...real, clock, timers, http, httpBytes, makeSocket, unsafeTestingWithout: without },
      PASSPHRASE,
    );
    const opened = new HostileClient(world, device, client, cheat, database, time, without);
    world.clients.add(opened);
    return opened;
  }

  /** The same store opened by a new process. What the relay does to it is forgotten. */
  async restarted(without = this.without): Promise<HostileClient> {
    await this.disconnected();
    return HostileClient.over(this.world, this.device, this.database, this.time, without);
  }

  /** Its clock goes ahead by so many seconds. */
  later(seconds: number): void {
    this.time.ahead += seconds;
  }

  /** Closes the socket and leaves the store open. */
  async disconnected(): Promise<void> {
    const store = this.client.parts.context.surroundings.store as unknown as { close: () => Promise<void> };
    const close = store.close.bind(store);
    store.close = () => Promise.resolve();
    await this.client.close();
    store.close = close;
    this.world.clients.delete(this);
  }

  /** A second device of the officer, which nobody ever opened: it comes and goes, so that epochs have a cause. */
  get spare(): DeviceBuilder {
    return this.device.officer.devices[1] ?? this.device;
  }

  get officer(): OfficerId {
    return this.device.officer.id;
  }

  async sync(): Promise<void> {
    await this.client.sync();
  }

  /** What it keeps of the directory, and of what it has checked in it. */
  async checked(): Promise<readonly StoreRecord[]> {
    return this.client.parts.context.surroundings.store.range({ prefix: 'directory/' });
  }

  /** Says something and waits until it stands in its place. */
  async say(conversation: ConversationId, text: string): Promise<MessageId> {
    const message = await this.client.say(conversation, text);
    await this.client.settle(conversation);
    return message;
  }

  /** The texts it shows of a conversation, as `officer: text`; what is marked as after a revocation says so. */
  async shown(conversation: ConversationId): Promise<string[]> {
    const page = await this.client.messages(conversation, { limit: 500 }).catch((error: unknown) => {
      if (codeOf(error) !== 'conversation.absent') throw error;
      return { items: [] };
    });
    const { items } = page;
    return items.flatMap((item) =>
      item.is === 'message' && item.content?.type === 'text'
        ? [
            `${item.afterRevocation === true ? 'after revocation ' : ''}${String(item.sender.officer)}: ${item.content.text}`,
          ]
        : [],
    );
  }

  /** Everything that was found, in its order: also what is further evidence of an earlier notice. */
  async notices(): Promise<Notice[]> {
    const stories = await this.client.notices();
    return stories.flatMap((story) => [story, ...story.further]).sort((a, b) => a.number - b.number);
  }

  /** The epoch it stands in, and the hash of its statement. */
  async epoch(conversation: ConversationId) {
    return (await this.client.parts.conversations.begun(conversation)).epoch;
  }
}

/** Two officers of two authorities who can talk; Alice is the one who is cheated. */
export interface Pair {
  readonly world: HostileWorld;
  readonly alice: HostileClient;
  readonly bob: HostileClient;
}

/** A real relay on a real database with two authorities, and as many of their officers as tests ask for. */
export class HostileWorld {
  readonly clients = new Set<HostileClient>();
  /** What the first client of each authority has checked of the directory. */
  readonly #checked = new Map<AuthorityBuilder, readonly StoreRecord[]>();
  #named = 0;
  #telling: Promise<void> = Promise.resolve();
  #told: Promise<void> | undefined;

  private constructor(
    readonly network: NetworkBuilder,
    readonly north: AuthorityBuilder,
    readonly south: AuthorityBuilder,
    readonly relay: TestRelay,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<HostileWorld> {
    const network = aNetwork();
    network.aSecretariat();
    const [north, south] = [network.anAuthority('north'), network.anAuthority('south')];
    const relay = await aRelay({
      environment: {
        COMITY_ADDRESS_REQUESTS_PER_MINUTE: UNLIMITED,
        COMITY_DEVICE_REQUESTS_PER_MINUTE: UNLIMITED,
        COMITY_STATEMENTS_PER_HOUR: UNLIMITED,
        ...environment,
      },
    });
    await relay.tell(network);
    return new HostileWorld(network, north, south, relay);
  }

  /** New officers of an authority, all ready to talk; made together, so that one checkpoint serves all of them. */
  async officers(authority: AuthorityBuilder, each: readonly Opened[]): Promise<HostileClient[]> {
    const devices = each.map(() => this.aDevice(authority, authority === this.north ? 'ana' : 'ben'));
    for (const { officer } of authority === this.south ? devices : []) officer.aDevice();
    await this.tell();
    const clients = await Promise.all(devices.map((device, place) => HostileClient.open(this, device, each[place])));
    await Promise.all(clients.map((client) => client.sync()));
    return clients;
  }

  /** One more officer, ready to talk. */
  async officer(authority: AuthorityBuilder, opened: Opened = {}): Promise<HostileClient> {
    const device = this.aDevice(authority, authority === this.north ? 'ada' : 'bea');
    await this.tell();
    return this.ready(device, opened);
  }

  /** One more device of an officer, ready to talk. */
  async secondDevice({ device }: HostileClient, opened: Opened = {}): Promise<HostileClient> {
    const second = device.officer.aDevice();
    await this.tell();
    return this.ready(second, opened);
  }

  async ready(device: DeviceBuilder, opened: Opened = {}): Promise<HostileClient> {
    const { authority } = device.officer;
    const client = await HostileClient.open(this, device, opened, this.#checked.get(authority));
    await client.sync();
    if (!this.#checked.has(authority)) this.#checked.set(authority, await client.checked());
    return client;
  }

  /** An enrolled device of a new officer. */
  aDevice(authority: AuthorityBuilder, name: string): DeviceBuilder {
    return authority.anOfficer(`${name}-${String(++this.#named)}`).aDevice();
  }

  /** Every frame of a conversation as the relay has stored it. */
  async frames(id: ConversationId): Promise<WireFrame[]> {
    return storedFrames(this.relay, id);
  }

  /** The relay itself stores a frame that it was not sent, or should have refused, chains it and logs its head. */
  async place(id: ConversationId, frame: Omit<NamedFrame, 'seq' | 'storedAt'>): Promise<number> {
    const key = Buffer.from(id, 'base64url');
    const [end] = await this.relay.sql<{ seq: string; head: Buffer }>(
      'select seq, head from conversation where id = $1',
      [key],
    );
    if (end === undefined) throw new Error('no such conversation');
    const seq = Number(end.seq) + 1;
    const head = nextHead(new Uint8Array(end.head), { seq, ...frame });
    await this.relay.sql(
      `insert into frame (conversation_id, seq, kind, statement, sender, id, hash, bytes, stored_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        key,
        seq,
        numberOfKind(frame.kind),
        Buffer.from(frame.S),
        frame.sender,
        frame.id,
        Buffer.from(sha256(frame.bytes)),
        Buffer.from(frame.bytes),
        unixSeconds(systemClock),
      ],
    );
    await this.relay.sql('update conversation set seq = $2, head = $3 where id = $1', [key, seq, Buffer.from(head)]);
    return seq;
  }

  /** Waits until the logged map, under a cosigned checkpoint, holds a conversation's end. */
  async logged(id: ConversationId): Promise<void> {
    const [end] = await this.relay.sql<{ seq: string }>('select seq from conversation where id = $1', [
      Buffer.from(id, 'base64url'),
    ]);
    const record = this.relay.app.get(RecordService);
    await this.until(async () => readHead((await record.mapProof('head', id)).value) >= Number(end?.seq));
  }

  /** Waits until `holds`, patiently. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; waited < 30_000; waited += 50) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('waited for the relay in vain');
  }

  /** Whether the network has revoked a device or let its officer go, whatever clients know of it yet. */
  isSpent({ id, officer }: DeviceBuilder): boolean {
    const { latest } = this.network.directory;
    return latest.device(id)?.revoked === true || latest.officer(officer.id)?.dismissed === true;
  }

  /** Says in the network what has been said since in its builders, and waits for the checkpoint; one call at a time, for all who wait. */
  async tell(): Promise<void> {
    this.#told ??= this.#telling.then(async () => {
      this.#told = undefined;
      await this.tellNow();
    });
    const told = this.#told;
    this.#telling = told.catch(() => undefined);
    return told;
  }

  // A relay whose process is busy with many clients may take longer than its own helper waits.
  private async tellNow(): Promise<void> {
    // What is said meanwhile is for the next call.
    const now = { entries: [...this.network.entries] } as unknown as NetworkBuilder;
    for (let attempt = 0; attempt < PATIENCE; attempt++) {
      const isTold = await this.relay.tell(now).then(
        () => true,
        () => false,
      );
      if (isTold) return;
    }
    throw new Error('the relay did not log what it was told');
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients].map((one) => one.client.close().catch(() => undefined)));
    this.clients.clear();
  }
}

/** The chain's heads over frames, by their place from 0. */
export function headsOf(start: Uint8Array, frames: readonly WireFrame[]): Uint8Array[] {
  let head = start;
  return frames.map((frame) => (head = nextHead(head, namedFrame(frame))));
}

/** The code with which an act is refused, or `done`. */
export async function outcomeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => {
      const code = codeOf(error);
      if (code === undefined) throw error;
      return code;
    },
  );
}

/** SHA-256 in base64url, as messages name each other. */
export const hashText = (bytes: Uint8Array): string => toBase64url(sha256(bytes));

/** 32 bytes from their text. */
export const bytesOf = (text: string): Uint8Array => fromBase64url(text);

async function writeIdentity(
  world: HostileWorld,
  device: DeviceBuilder,
  database: Database,
  checked: readonly StoreRecord[],
): Promise<void> {
  const { officer } = device;
  const store = await Store.create(database, PASSPHRASE, { unsafeTestingCost });
  await store.write([
    ...checked,
    {
      key: 'identity',
      value: {
        invitation: {
          relay: world.relay.url,
          founding: world.network.entries[0]?.statement ?? '',
          authority: officer.authority.id,
          officer: officer.id,
        },
        device: device.id,
        kind: device.kind,
        expiry: ALWAYS.until,
        signatureSeed: toBase64url(device.signing.seed),
        recognitionKey: toBase64url(device.recognitionSeed),
      },
    },
  ]);
}
