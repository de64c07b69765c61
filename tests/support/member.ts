import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import {
  type AgreementKey,
  type AgreementKeys,
  type ConversationId,
  type DeviceId,
  type FramePlace,
  type FramesPage,
  limits,
  MessageId,
  type MessageStored,
  msgpackParser,
  type Problem,
  type Refusal,
  type RosterSubmission,
  type Ticket,
  type WireFrame,
} from '#contracts';
import { newAgreementKey } from '#crypto';
import { AGREEMENT_KEY_LIFE, agreementMessage, unreadableMessage } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { DirectoryState } from '#relay/directory/directory-state';
import {
  apply,
  type Change,
  conversationId,
  formatRosterStatement,
  parseRosterStatement,
  propose,
  type Roster,
  type RosterBody,
  rosterMessage,
  type Wrap,
  wrapLeaf,
  wrapsRoot,
} from '#roster';
import type { DeviceBuilder } from './directory.js';
import type { Answer, TestRelay } from './relay.js';

const BOUNDS = {
  maxBinLength: limits.rosterStatementBytes,
  maxStrLength: 4096,
  maxArrayLength: 1000,
  maxMapLength: 16,
};
const SEALED_1_KIB = 1024 + 72;

/** A fresh id of a message. */
export const aMessageId = (): MessageId => MessageId.parse(uuidv7());

/** As many random bytes as a sealed message of the smallest bucket that holds 1 KiB. */
export const sealedBytes = (bytes = SEALED_1_KIB): Uint8Array => new Uint8Array(randomBytes(bytes));

/** The code of a refusal, over HTTP or in an acknowledgement; `accepted` for anything else. */
export function codeOfAnswer(answer: unknown): string {
  const { body, problem } = answer as { body?: Partial<Problem>; problem?: Problem };
  return problem?.code ?? body?.code ?? 'accepted';
}

/** The sub-code beside it. */
export function detailOfAnswer(answer: unknown): string | undefined {
  const { body, problem } = answer as { body?: Partial<Problem>; problem?: Problem };
  return problem?.detail ?? body?.detail;
}

/** A device that talks to a relay as the wire says, without a client in between. Its wraps and messages are noise. */
export class Member {
  /** Frames as they were pushed, in order of arrival. */
  readonly pushed: WireFrame[] = [];
  /** Names of every other event that came. */
  readonly events: string[] = [];
  #token: string;
  socket: Socket | undefined;

  private constructor(
    readonly relay: TestRelay,
    readonly device: DeviceBuilder,
    token: string,
  ) {
    this.#token = token;
  }

  /** Of its session. */
  get token(): string {
    return this.#token;
  }

  get id(): DeviceId {
    return this.device.id;
  }

  /** Signs in, publishes an agreement key unless it stays dormant, and opens a socket. */
  static async of(relay: TestRelay, device: DeviceBuilder, { dormant = false } = {}): Promise<Member> {
    const member = new Member(relay, device, await relay.signIn(device));
    if (!dormant) await member.publishKey(1);
    await member.connect();
    return member;
  }

  async publishKey(number: number): Promise<void> {
    const from = this.relay.app.get(DirectoryState).time - 600;
    const { publicKey } = newAgreementKey();
    const { networkId } = this.device.officer.authority.network;
    const key = { device: this.id, number, from, until: from + AGREEMENT_KEY_LIFE, key: publicKey };
    const signature = toBase64url(this.device.signing.sign(agreementMessage({ ...key, networkId })));
    const published: AgreementKey = { ...key, key: toBase64url(publicKey), signature };
    const { status } = await this.relay.post('/v1/agreement-keys', published, this.token);
    if (status !== 204 && (await this.servedNumber()) === undefined) throw new Error('an agreement key was refused');
    await this.relay.until(async () => (await this.servedNumber()) === number);
  }

  async servedNumber(device = this.id): Promise<number | undefined> {
    const { body } = await this.relay.post('/v1/agreement-keys/query', { devices: [device] }, this.token);
    return (body as AgreementKeys).keys[0]?.number;
  }

  async ticket(): Promise<string> {
    const { body, status } = await this.relay.post('/v1/sessions/tickets', {}, this.token);
    if (status !== 401) return (body as Ticket).ticket;
    // A session ends after a quarter of an hour.
    this.#token = await this.relay.signIn(this.device);
    return this.ticket();
  }

  async connect(): Promise<Socket> {
    const socket = openSocket(this.relay.url, await this.ticket());
    socket.on('frames.stored', (_conversation: string, frames: WireFrame[]) => this.pushed.push(...frames));
    socket.onAny((name: string) => {
      if (name !== 'frames.stored') this.events.push(name);
    });
    await connected(socket);
    this.socket = socket;
    return socket;
  }

  /** Emits an event and returns its acknowledgement. */
  async ask(event: string, ...args: unknown[]): Promise<unknown> {
    if (this.socket === undefined) throw new Error('the member has no socket');
    return this.socket.timeout(10_000).emitWithAck(event, ...args) as Promise<unknown>;
  }

  async send(
    { id: conversation, S }: Pick<TestConversation, 'id' | 'S'>,
    { id = aMessageId(), bytes = sealedBytes() }: { id?: string; bytes?: Uint8Array } = {},
  ): Promise<MessageStored | Refusal> {
    return (await this.ask('message.send', [conversation, S, id, bytes])) as MessageStored | Refusal;
  }

  /** Every frame after a cursor, page by page. */
  async pull(conversation: ConversationId, after = 0): Promise<WireFrame[]> {
    const frames: WireFrame[] = [];
    for (;;) {
      const page = (await this.ask('frames.fetch', [
        conversation,
        frames.at(-1)?.[0] ?? after,
        limits.pageFrames,
      ])) as FramesPage;
      if (!('frames' in page)) throw new Error(codeOfAnswer(page));
      frames.push(...page.frames);
      if (page.frames.length === 0) return frames;
    }
  }

  async reportUnreadable(
    conversation: Pick<TestConversation, 'id' | 'S'>,
    number = 1,
    signer = this.device,
  ): Promise<Answer> {
    const { networkId } = this.device.officer.authority.network;
    const message = unreadableMessage({
      networkId,
      conversation: conversation.id,
      S: conversation.S,
      device: this.id,
      number,
    });
    const report = {
      statement: toBase64url(conversation.S),
      number,
      signature: toBase64url(signer.signing.sign(message)),
    };
    return this.relay.post(`/v1/conversations/${conversation.id}/unreadable`, report, this.token);
  }
}

const sockets: Socket[] = [];

/** Closes every socket that this test file opened. For `afterAll`, before the relays end. */
export function closeSockets(): void {
  for (const socket of sockets.splice(0)) socket.io.engine.close();
}

/** A socket of the relay's kind; `origin` as a browser would name it. */
export function openSocket(url: string, ticket: unknown, origin?: string): Socket {
  const socket = io(url, {
    transports: ['websocket'],
    parser: msgpackParser(BOUNDS),
    forceNew: true,
    reconnection: false,
    auth: ticket === undefined ? {} : { ticket },
    ...(origin !== undefined && { extraHeaders: { origin } }),
  });
  sockets.push(socket);
  return socket;
}

/** Resolves when the socket is open. @throws what it was refused with */
export async function connected(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

/** What a test changes in a submission that would otherwise be right. */
export type SubmissionTwist = Partial<RosterBody> & {
  readonly signer?: DeviceBuilder;
  /** Changes the wraps after the statement has named their root. */
  readonly swap?: (wraps: RosterSubmission['wraps']) => RosterSubmission['wraps'];
};

/** A conversation under test: statements are built right, and judged by the relay. */
export class TestConversation {
  roster: Roster | undefined;

  private constructor(
    readonly relay: TestRelay,
    readonly id: ConversationId,
  ) {}

  /** `S` of the last statement that was accepted. */
  get S(): Uint8Array {
    return this.roster?.S ?? new Uint8Array(32);
  }

  /** One that only exists on paper. */
  static unopened(author: Member): TestConversation {
    const { networkId } = author.device.officer.authority.network;
    return new TestConversation(author.relay, conversationId(networkId, author.id, randomBytes(32)));
  }

  /** A direct conversation of all members, opened by the first. */
  static async of(...members: readonly [Member, ...Member[]]): Promise<TestConversation> {
    const conversation = TestConversation.unopened(members[0]);
    await conversation.next(members[0], openingOf('direct', ...members));
    return conversation;
  }

  /** Submits the next statement and goes on from it. @throws Error with the code of a refusal */
  async next(author: Member, changes: readonly Change[] = [], twist: SubmissionTwist = {}): Promise<FramePlace> {
    const submission = await this.submission(author, changes, twist);
    const answer = await this.submit(author, submission);
    if (answer.status !== 201) throw new Error(`${codeOfAnswer(answer)} ${detailOfAnswer(answer) ?? ''}`);
    this.accept(submission);
    return answer.body as FramePlace;
  }

  async submit(author: Member, submission: RosterSubmission): Promise<Answer> {
    return author.relay.post(`/v1/conversations/${this.id}/statements`, submission, author.token);
  }

  /** Goes on from a submission that the relay took. */
  accept({ statement }: RosterSubmission): void {
    const state = this.relay.app.get(DirectoryState);
    this.roster = apply(state.networkId, this.roster, parseRosterStatement(statement), state);
  }

  /** The opening or the next statement with its wraps, right in all but what `twist` says. */
  async submission(author: Member, changes: readonly Change[], twist: SubmissionTwist = {}): Promise<RosterSubmission> {
    const { signer = author.device, swap = (wraps) => wraps, ...over } = twist;
    const state = author.relay.app.get(DirectoryState);
    const { networkId } = state;
    const size = state.latest.size;
    const base: RosterBody = {
      type: this.roster === undefined ? 'conversation.opened' : 'conversation.advanced',
      id: aMessageId(),
      conversation: this.id,
      author: author.id,
      epoch: this.roster === undefined ? 0 : this.roster.epoch + 1,
      previous: this.roster === undefined ? '' : toBase64url(this.roster.S),
      after: 0,
      directory: { size, root: toBase64url(state.root(size) ?? new Uint8Array(32)), at: state.time },
      agreement: (await author.servedNumber()) ?? 1,
      changes: [...changes],
      consents: [],
      secret: '',
      wraps: '',
      suite: 1,
    };
    const { devices, sealed } = this.proposed({ ...base, ...over }, state);
    const wraps = sealed ? await wrapsFor(author, devices) : [];
    const secrets = sealed ? { secret: toBase64url(randomBytes(32)), wraps: rootText(wraps) } : {};
    const body = { ...base, ...secrets, ...over };
    const signature = toBase64url(signer.signing.sign(rosterMessage(networkId, body)));
    const sent = wraps.map(({ device, number, wrap }) => ({
      device,
      wrap: toBase64url(wrap),
      ...(number !== undefined && { number }),
    }));
    return { statement: formatRosterStatement(body, signature), wraps: swap(sent) };
  }

  // Where replay would refuse the body, the wraps are those of the roster as it is.
  private proposed(body: RosterBody, state: DirectoryState): { devices: readonly DeviceId[]; sealed: boolean } {
    try {
      const { devices, sealed } = propose(state.networkId, this.roster, body, state);
      return { devices: devices.map(({ id }) => id), sealed };
    } catch {
      return { devices: this.roster?.devices.map(({ id }) => id) ?? [body.author], sealed: true };
    }
  }
}

/** The changes that open a conversation of these members. */
export function openingOf(kind: 'direct' | 'consultation' | 'authority', ...members: readonly Member[]): Change[] {
  return [{ type: 'policy.set', kind, history: 'from-joining', retention: 0 }, ...members.map(addedOf)];
}

/** `device.added` of a member. */
export function addedOf({ device }: Member): Change {
  return { type: 'device.added', authority: device.officer.authority.id, capacity: 'party', device: device.id };
}

/** `device.removed` of a member. */
export function removedOf({ id }: Member): Change {
  return { type: 'device.removed', device: id };
}

async function wrapsFor(author: Member, devices: readonly DeviceId[]): Promise<Wrap[]> {
  const { body } = await author.relay.post('/v1/agreement-keys/query', { devices }, author.token);
  const numbers = new Map((body as AgreementKeys).keys.map(({ device, number }) => [device, number]));
  return devices.map((device) => {
    const number = numbers.get(device);
    return { device, number, wrap: number === undefined ? new Uint8Array(0) : sealedBytes(limits.wrapBytes) };
  });
}

function rootText(wraps: readonly Wrap[]): string {
  return toBase64url(wrapsRoot(wraps.map(({ device, number, wrap }) => wrapLeaf(device, number, wrap))));
}
