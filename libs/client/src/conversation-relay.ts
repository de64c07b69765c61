import {
  AgreementKeys,
  ConversationList,
  FramePlace,
  Grants,
  limits,
  MessageId,
  Problem,
  ProblemError,
  WrapResponse,
  type AgreementKey,
  type ArchivePost,
  type ConversationId,
  type DeviceId,
  type FrameKind,
  type FramesPage,
  type GrantSubmission,
  type MessageSend,
  type MessageStored,
  type RosterSubmission,
  type UnreadableReport,
  type WireFrame,
} from '#contracts';
import { refuse } from './errors.js';
import type { Credentials, Transport } from './transport.js';

/** The socket as conversations use it. */
export interface EventSocket {
  readonly connected: boolean;
  on(event: string, listener: (...args: never[]) => void): void;
  emitWithAck(event: string, argument: unknown): Promise<unknown>;
}

/** What conversations ask of the relay. Every answer is untrusted until it is verified. */
export interface ConversationRelay {
  /** Whether anything sent now would leave this device: where not, {@link send} refuses before it does. It may leave and be lost. */
  isConnected(): boolean;
  conversations(): Promise<ConversationList['conversations']>;
  submit(conversation: ConversationId, submission: RosterSubmission): Promise<FramePlace>;
  wrap(conversation: ConversationId, epoch: number): Promise<WrapResponse>;
  reportUnreadable(conversation: ConversationId, report: UnreadableReport): Promise<void>;
  grant(conversation: ConversationId, grant: GrantSubmission): Promise<void>;
  grants(conversation: ConversationId): Promise<Grants['grants']>;
  deleteGrant(conversation: ConversationId, granter: DeviceId, number: number): Promise<void>;
  publishKey(key: AgreementKey): Promise<void>;
  keys(devices: readonly DeviceId[]): Promise<AgreementKey[]>;
  send(message: MessageSend): Promise<MessageStored>;
  post(post: ArchivePost): Promise<MessageStored>;
  frames(conversation: ConversationId, after: number, limit: number): Promise<FramesPage>;
}

const kinds: ReadonlySet<unknown> = new Set<FrameKind>(['statement', 'content', 'archive']);
const DEVICE = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
const HASH_BYTES = 32;
/** The end of the year 9999: a later time could be shown nowhere, and is kept nowhere. */
const LAST_SECOND = 253_402_300_799;

/** {@link ConversationRelay} over HTTP, with frames over the socket. */
export function conversationRelay(
  transport: Transport,
  credentials: Credentials,
  socket: EventSocket,
): ConversationRelay {
  const at = (conversation: ConversationId, rest: string): string => `/v1/conversations/${conversation}/${rest}`;
  return {
    isConnected: () => socket.connected,
    async conversations() {
      const { conversations } = await transport.call(
        { method: 'GET', path: '/v1/conversations', answer: ConversationList },
        credentials,
      );
      return conversations;
    },
    submit: (conversation, body) =>
      transport.call({ method: 'POST', path: at(conversation, 'statements'), body, answer: FramePlace }, credentials),
    wrap: (conversation, epoch) =>
      transport.call(
        { method: 'GET', path: at(conversation, `epochs/${String(epoch)}/wrap`), answer: WrapResponse },
        credentials,
      ),
    reportUnreadable: (conversation, body) =>
      transport.call({ method: 'POST', path: at(conversation, 'unreadable'), body }, credentials),
    grant: (conversation, body) =>
      transport.call({ method: 'POST', path: at(conversation, 'grants'), body }, credentials),
    async grants(conversation) {
      const { grants } = await transport.call(
        { method: 'GET', path: at(conversation, 'grants'), answer: Grants, most: limits.grantsAnswerBytes },
        credentials,
      );
      return grants;
    },
    deleteGrant: (conversation, granter, number) =>
      transport.call({ method: 'DELETE', path: at(conversation, `grants/${granter}/${String(number)}`) }, credentials),
    publishKey: (body) => transport.call({ method: 'POST', path: '/v1/agreement-keys', body }, credentials),
    async keys(devices) {
      const call = {
        method: 'POST',
        path: '/v1/agreement-keys/query',
        body: { devices },
        answer: AgreementKeys,
      } as const;
      return (await transport.call(call, credentials)).keys;
    },
    async send(message) {
      return readStored(await ask(socket, 'message.send', message));
    },
    async post(post) {
      return readStored(await ask(socket, 'archive.post', post));
    },
    async frames(conversation, after, limit) {
      return readPage(await ask(socket, 'frames.fetch', [conversation, after, limit]));
    },
  };
}

async function ask(socket: EventSocket, event: string, argument: unknown): Promise<unknown> {
  if (!socket.connected) refuse('client.offline', 'the relay is not connected');
  const answer = await socket
    .emitWithAck(event, argument)
    .catch((error: unknown) => refuse('client.offline', 'the relay did not answer', error));
  const problem = Problem.safeParse(fieldOf(answer, 'problem'));
  if (problem.success) throw new ProblemError(problem.data.code, problem.data.detail);
  return answer;
}

/** Frames as they were pushed, when their form is right. From the relay: untrusted. @throws `client.answer` */
export function readFrames(value: unknown): WireFrame[] {
  if (!Array.isArray(value) || value.length > limits.pageFrames) return malformed();
  return value.map(readFrame);
}

function readFrame(value: unknown): WireFrame {
  if (!Array.isArray(value) || value.length !== 7) return malformed();
  const [seq, kind, statement, sender, id, bytes, storedAt] = value as unknown[];
  if (!isPositive(seq) || !kinds.has(kind) || !isHash(statement) || !isTime(storedAt)) return malformed();
  if (typeof sender !== 'string' || !DEVICE.test(sender) || !MessageId.safeParse(id).success) return malformed();
  if (!(bytes instanceof Uint8Array) || bytes.length > limits.rosterStatementBytes) return malformed();
  return [seq, kind as FrameKind, statement, sender, id as string, bytes, storedAt];
}

function readPage(value: unknown): FramesPage {
  const [frames, seq, head] = [fieldOf(value, 'frames'), fieldOf(value, 'seq'), fieldOf(value, 'head')];
  if (!(seq === 0 || isPositive(seq)) || !isHash(head)) return malformed();
  return { frames: readFrames(frames), seq, head };
}

function readStored(value: unknown): MessageStored {
  const [seq, hash] = [fieldOf(value, 'seq'), fieldOf(value, 'hash')];
  return isPositive(seq) && isHash(hash) ? { seq, hash } : malformed();
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isTime(value: unknown): value is number {
  return isPositive(value) && value <= LAST_SECOND;
}

function isHash(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array && value.length === HASH_BYTES;
}

function malformed(): never {
  return refuse('client.answer', 'the relay sent frames of another shape');
}
