import { MemoryLevel } from 'memory-level';
import {
  assembleClient,
  Notices,
  Store,
  type CheckName,
  type Client,
  type ClientEnvironment,
  type Database,
  type Identity,
} from '#client';
import {
  ProblemError,
  type AgreementKey,
  type ConversationId,
  type DeviceId,
  type FramesPage,
  type GrantSubmission,
  type MessageSend,
  type MessageStored,
  type RosterSubmission,
  type UnreadableReport,
  type WireFrame,
} from '#contracts';
import { head0, newRecognitionKey, newSignatureKey, nextHead, sha256 } from '#crypto';
import { entryBytes, type DirectoryView } from '#directory';
import { CodedError, codeOf, equalBytes, fromBase64url, toBase64url, utf8 } from '#primitives';
import {
  apply,
  deviceIn,
  parseRosterStatement,
  verifyWraps,
  wrapLeaf,
  wrapsRoot,
  type Roster,
  type Wrap,
} from '#roster';
import { agreementValue, headValue, leafHash, MerkleTree } from '#tlog';
import type { DeviceBuilder, NetworkBuilder } from './directory.js';
import { FakeAttachments } from './fake-attachments.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const STORE_KEY = new Uint8Array(32).fill(7);
const STARTED = 1_795_000_000;

interface Held {
  roster: Roster;
  frames: WireFrame[];
  head: Uint8Array;
  wraps: Map<number, { wraps: Wrap[]; roster: Roster }>;
}

/** What a client asks of the relay in these tests: the port of `libs/client`, answered from memory. */
export type FakePort = Parameters<typeof assembleClient>[0]['relay'];
type Record = Parameters<typeof assembleClient>[0]['record'];

/** A client under test with everything it stands on. */
export interface TestClient {
  readonly client: Client;
  readonly device: DeviceBuilder;
  /** Its side of the relay: a test replaces a function to make the relay cheat this client alone. */
  readonly relay: FakePort;
  readonly record: Record;
  readonly directory: ClientDirectory;
  readonly database: Database;
  /** Checks it does without. */
  readonly without: readonly CheckName[];
  /** The same store opened by a new process: what was only in memory is gone. */
  restarted(without?: readonly CheckName[]): Promise<TestClient>;
}

/**
 * A relay of conversations in memory, honest unless a test says otherwise: order, compare-and-set, deduplication, wraps,
 * keys, grants and the logged map as the contracts have them; no transport, no database.
 */
export class FakeConversations {
  readonly held = new Map<ConversationId, Held>();
  readonly keys = new Map<DeviceId, AgreementKey[]>();
  readonly reports: (UnreadableReport & { device: DeviceId; conversation: ConversationId })[] = [];
  readonly granted: (GrantSubmission & { granter: DeviceId; conversation: ConversationId })[] = [];
  readonly map = new Map<string, Uint8Array>();
  readonly attachments = new FakeAttachments();
  /** What maps between two looks held, for every question about a key. */
  earlier: readonly (Uint8Array | undefined)[] = [];
  /** Unix seconds. */
  time = STARTED;

  constructor(readonly network: NetworkBuilder) {}

  /** A client of a device, with a store of its own. */
  async aClient(device: DeviceBuilder, without: readonly CheckName[] = []): Promise<TestClient> {
    return this.open(device, new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }), without);
  }

  /** A client over a database that another client has written. */
  async open(device: DeviceBuilder, database: Database, without: readonly CheckName[] = []): Promise<TestClient> {
    const clock = { now: () => this.time * 1000 };
    const environment: ClientEnvironment = {
      clock,
      logger: silent,
      http: () => Promise.reject(new Error('no http here')),
      httpBytes: () => Promise.reject(new Error('no http here')),
      makeSocket: () => {
        throw new Error('no socket here');
      },
      timers: { sleep: () => Promise.resolve(), every: () => () => undefined },
      database,
      unsafeTestingWithout: without,
    };
    // A passphrase is stretched for a second, which these tests do without.
    const store = new (Store as unknown as new (database: Database, key: Uint8Array) => Store)(
      database,
      STORE_KEY.slice(),
    );
    const relay = this.port(device.id);
    const record: Record = {
      lookUp: (kind, id) =>
        Promise.resolve({
          value: this.map.get(`${kind} ${id}`),
          at: this.time,
          earlier: kind === 'agreement' ? this.earlier : [],
          accept: () => undefined,
        }),
    };
    const directory = new ClientDirectory(this.network, () => this.time);
    const notices = await Notices.open(store, clock);
    const client = await assembleClient({
      environment,
      store,
      identity: identityOf(device),
      notices,
      directory,
      record,
      relay,
      attachmentRelay: this.attachments.port(),
    });
    const restarted = (checks: readonly CheckName[] = without): Promise<TestClient> =>
      this.open(device, database, checks);
    return { client, device, relay, record, directory, database, without, restarted };
  }

  /** The frames of a conversation, to be bent. */
  frames(id: ConversationId): WireFrame[] {
    return this.of(id).frames;
  }

  /** Places a frame as the relay would, whatever it is; nothing is judged. */
  place(id: ConversationId, frame: Omit<PlacedFrame, 'seq'>): number {
    const held = this.of(id);
    const seq = held.frames.length + 1;
    held.head = nextHead(held.head, { seq, ...frame });
    held.frames.push([seq, frame.kind, frame.S, frame.sender, frame.id, frame.bytes, this.time]);
    this.map.set(`head ${id}`, headValue(seq, held.head));
    return seq;
  }

  private port(device: DeviceId): FakePort {
    return {
      isConnected: () => true,
      conversations: () => Promise.resolve(this.list(device)),
      submit: (id, submission) => attempt(() => this.submit(device, id, submission)),
      wrap: (id, epoch) => attempt(() => this.wrap(device, id, epoch)),
      reportUnreadable: (conversation, report) =>
        attempt(() => void this.reports.push({ ...report, device, conversation })),
      grant: (conversation, grant) =>
        attempt(() => void this.granted.push({ ...grant, granter: device, conversation })),
      grants: (conversation) =>
        Promise.resolve(
          this.granted
            .filter((one) => one.conversation === conversation && one.joiner === device)
            .map(({ granter, number, grant }) => ({ granter, number, grant })),
        ),
      deleteGrant: (conversation, granter) =>
        attempt(() => {
          const place = this.granted.findIndex(
            (one) => one.conversation === conversation && one.joiner === device && one.granter === granter,
          );
          this.granted.splice(place, 1);
        }),
      publishKey: (key) => attempt(() => this.publish(key)),
      keys: (devices) => Promise.resolve(devices.flatMap((one) => this.keys.get(one)?.at(-1) ?? [])),
      send: (message) => attempt(() => this.send(device, message)),
      post: (post) => attempt(() => this.post(device, post)),
      frames: (id, after, limit) => attempt(() => this.page(device, id, after, limit)),
    };
  }

  private submit(
    device: DeviceId,
    id: ConversationId,
    { statement: text, wraps }: RosterSubmission,
  ): { seq: number; head: string } {
    const statement = parseRosterStatement(text);
    const before = this.held.get(id);
    const bytes = utf8(text);
    const known = before?.frames.find((frame) => frame[4] === statement.body.id);
    if (known !== undefined) return { seq: known[0], head: '' };
    const fromStart = toBase64url(before?.roster.S ?? new Uint8Array());
    if (statement.body.previous !== fromStart) throw new ProblemError('conversation.epoch-stale');
    let roster: Roster;
    try {
      roster = apply(
        this.network.networkId,
        before?.roster,
        statement,
        new ClientDirectory(this.network, () => this.time).synced(),
      );
    } catch (error) {
      throw new ProblemError('statement.refused', codeOf(error));
    }
    const given = wraps.map(({ device: one, number, wrap }): Wrap => ({
      device: one,
      number,
      wrap: fromBase64url(wrap),
    }));
    if (roster.wraps !== undefined)
      verifyWraps({ devices: roster.devices.map((one) => one.id), wraps: given, root: roster.wraps });
    const held = before ?? { roster, frames: [], head: head0(id), wraps: new Map<number, never>() };
    held.roster = roster;
    held.wraps.set(roster.epoch, { wraps: given, roster });
    this.held.set(id, held);
    const seq = this.place(id, { kind: 'statement', S: statement.S, sender: device, id: statement.body.id, bytes });
    return { seq, head: toBase64url(held.head) };
  }

  private wrap(device: DeviceId, id: ConversationId, epoch: number) {
    const bundle = this.of(id).wraps.get(epoch);
    const place = bundle?.wraps.findIndex((one) => one.device === device) ?? -1;
    const wrap = bundle?.wraps[place];
    if (bundle === undefined || wrap === undefined) throw new ProblemError('wrap.unknown');
    const tree = new MerkleTree(bundle.wraps.map((one) => leafHash(wrapLeaf(one.device, one.number, one.wrap))));
    if (
      bundle.roster.wraps !== undefined &&
      !equalBytes(tree.root(), wrapsRoot(bundle.wraps.map((one) => wrapLeaf(one.device, one.number, one.wrap))))
    )
      throw new Error('tree');
    const proof = tree.inclusionProof(place).map(toBase64url);
    return { ...(wrap.number === undefined ? {} : { number: wrap.number }), wrap: toBase64url(wrap.wrap), proof };
  }

  private publish(key: AgreementKey): void {
    const keys = this.keys.get(key.device) ?? [];
    const newest = keys.at(-1);
    if (newest !== undefined && newest.signature === key.signature) return;
    if (newest !== undefined && newest.number >= key.number) throw new ProblemError('agreement-key.older');
    this.keys.set(key.device, [...keys, key]);
    this.map.set(`agreement ${key.device}`, agreementValue(key.number, fromBase64url(key.key)));
  }

  private send(device: DeviceId, [id, S, messageId, bytes]: MessageSend): MessageStored {
    const held = this.of(id as ConversationId);
    const hash = sha256(bytes);
    const known = held.frames.find((frame) => frame[3] === device && frame[4] === messageId);
    if (known !== undefined) {
      if (!equalBytes(sha256(known[5]), hash)) throw new ProblemError('message.id-reused');
      return { seq: known[0], hash };
    }
    if (deviceIn(held.roster, device) === undefined) throw new ProblemError('permission.denied');
    if (!equalBytes(held.roster.S, S)) throw new ProblemError('conversation.epoch-stale');
    return {
      seq: this.place(id as ConversationId, { kind: 'content', S, sender: device, id: messageId, bytes }),
      hash,
    };
  }

  private post(device: DeviceId, [id, S, postId, bytes]: MessageSend): MessageStored {
    const frame = { kind: 'archive', S, sender: device, id: postId, bytes } as const;
    return { seq: this.place(id as ConversationId, frame), hash: sha256(bytes) };
  }

  private page(device: DeviceId, id: ConversationId, after: number, limit: number): FramesPage {
    const held = this.of(id);
    if (!this.list(device).some((one) => one.id === id)) throw new ProblemError('conversation.unknown');
    return { frames: held.frames.slice(after, after + limit), seq: held.frames.length, head: held.head };
  }

  private list(device: DeviceId) {
    return [...this.held].flatMap(([id, { roster, frames, wraps }]) => {
      const ever = [...wraps.values()].some((one) => deviceIn(one.roster, device) !== undefined);
      return ever ? [{ id, kind: roster.kind, seq: frames.length, epoch: roster.epoch }] : [];
    });
  }

  private of(id: ConversationId): Held {
    const held = this.held.get(id);
    if (held === undefined) throw new ProblemError('conversation.unknown');
    return held;
  }
}

interface PlacedFrame {
  readonly seq: number;
  readonly kind: 'statement' | 'content' | 'archive';
  readonly S: Uint8Array;
  readonly sender: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A client's copy of the network's directory: as far as it was synced. */
class ClientDirectory {
  readonly missing = 0;
  private size = 0;
  private at = 0;
  private readonly tree = new MerkleTree();

  constructor(
    private readonly network: NetworkBuilder,
    private readonly time: () => number,
  ) {}

  get latest(): DirectoryView {
    return this.network.directory.at(this.size);
  }

  get checkpoint() {
    return this.size === 0
      ? undefined
      : {
          origin: 'test',
          size: this.size,
          root: this.tree.root(this.size),
          at: this.at,
          note: `test ${String(this.size)}`,
        };
  }

  get fresh(): boolean {
    return this.time() - this.at < 12 * 3600;
  }

  demandFresh(): void {
    if (!this.fresh) throw new CodedError('directory.stale');
  }

  view(size: number): DirectoryView | undefined {
    return size <= this.size ? this.network.directory.at(size) : undefined;
  }

  root(size: number): Uint8Array | undefined {
    return size <= this.size ? this.tree.root(size) : undefined;
  }

  syncUnlessMuch(): Promise<void> {
    return this.sync();
  }

  syncEntries(): Promise<void> {
    return this.sync();
  }

  openAgain(): Promise<void> {
    return Promise.resolve();
  }

  fetchAbout(): Promise<void> {
    return Promise.resolve();
  }

  opened(): undefined {
    return undefined;
  }

  nameOf(): undefined {
    return undefined;
  }

  sync(): Promise<void> {
    this.synced();
    return Promise.resolve();
  }

  synced(): this {
    for (const { subject, statementHash } of this.network.entries.slice(this.size))
      this.tree.append(leafHash(entryBytes(subject, statementHash)));
    this.size = this.network.entries.length;
    this.at = this.time();
    return this;
  }
}

function identityOf(device: DeviceBuilder): Identity {
  const { network } = device.officer.authority;
  return {
    invitation: {
      relay: 'http://127.0.0.1',
      founding: network.entries[0]?.statement ?? '',
      authority: device.officer.authority.id,
      officer: device.officer.id,
    },
    networkId: network.networkId,
    authority: device.officer.authority.id,
    officer: device.officer.id,
    device: device.id,
    kind: device.kind,
    expiry: device.enrolment.expiry,
    signatureKey: newSignatureKey(device.signing.seed),
    recognitionKey: newRecognitionKey(device.recognitionSeed),
  };
}

async function attempt<Result>(act: () => Result): Promise<Result> {
  await Promise.resolve();
  return act();
}
