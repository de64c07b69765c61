import type { ClientEnvironment, ClientSocket } from '#client';
import type {
  AgreementKeys,
  CheckpointResponse,
  ConsistencyResponse,
  ConversationList,
  DirectoryEntries,
  DirectoryStatements,
  FramePlace,
  FramesPage,
  Grants,
  MapProof,
  MessageStored,
  ProblemCode,
  WireFrame,
  WrapResponse,
} from '#contracts';
import { problemStatus } from '#contracts';

/** What the relay answers or sends, by the name of its hook: every word of it passes through here to one client. */
export interface Answers {
  'session.challenge': unknown;
  session: unknown;
  'session.ticket': unknown;
  'directory.checkpoint': CheckpointResponse;
  'directory.entries': DirectoryEntries;
  'directory.statements': DirectoryStatements;
  'directory.subject': unknown;
  'record.map': MapProof;
  'record.checkpoint': CheckpointResponse;
  'record.consistency': ConsistencyResponse;
  'record.leaves': unknown;
  /** Hashes of a tile of the audit log. */
  'record.tile': Uint8Array;
  'agreement-key.published': unknown;
  'agreement-keys': AgreementKeys;
  conversations: ConversationList;
  'statement.stored': FramePlace;
  wrap: WrapResponse;
  'unreadable.reported': unknown;
  'grant.given': unknown;
  grants: Grants;
  'grant.deleted': unknown;
  /** A part of a ciphertext; what is asked names the range in the place of a body. */
  'attachment.read': Uint8Array;
  'message.send': MessageStored;
  'archive.post': MessageStored;
  'frames.fetch': FramesPage;
  'session.renew': unknown;
  'frames.stored': readonly [conversation: string, frames: readonly WireFrame[]];
  'conversation.joined': readonly [conversation: string];
  'conversation.advance-due': readonly [conversation: string, reason: string];
  'directory.grown': readonly [size: number];
  'grant.stored': readonly [conversation: string];
  'session.ended': readonly [problem: unknown];
}

/** The name of one hook. */
export type Hook = keyof Answers;

/** What was asked: the body of a request or the argument of an event, and the path with its query. */
export interface Asked {
  readonly path: string;
  readonly body: unknown;
}

/** How an honest answer is bent; {@link SILENCE} for none at all, {@link problem} for a refusal. */
type Bend<Name extends Hook> = (answer: Answers[Name], asked: Asked) => unknown;

/** What one cheating relay does: some hooks are bent, or answered without the real relay being asked. */
export interface Rule {
  readonly bend?: { readonly [Name in Hook]?: Bend<Name> };
  readonly instead?: { readonly [Name in Hook]?: (asked: Asked) => unknown };
}

/** No answer comes. */
export const SILENCE = Symbol('silence');

/** A refusal by the relay, over HTTP or in an acknowledgement. */
export class Refused {
  constructor(readonly code: ProblemCode) {}

  get problem() {
    return { code: this.code, title: 'refused', status: problemStatus[this.code] };
  }
}

const events: readonly Hook[] = [
  'frames.stored',
  'conversation.joined',
  'conversation.advance-due',
  'directory.grown',
  'grant.stored',
  'session.ended',
];

const routes: readonly (readonly [method: string, path: RegExp, hook: Hook])[] = [
  ['POST', /^\/v1\/sessions\/challenges$/, 'session.challenge'],
  ['POST', /^\/v1\/sessions$/, 'session'],
  ['POST', /^\/v1\/sessions\/tickets$/, 'session.ticket'],
  ['GET', /^\/v1\/directory\/checkpoint$/, 'directory.checkpoint'],
  ['GET', /^\/v1\/directory\/entries$/, 'directory.entries'],
  ['GET', /^\/v1\/directory\/statements$/, 'directory.statements'],
  ['GET', /^\/v1\/directory\/subjects\//, 'directory.subject'],
  ['GET', /^\/v1\/record\/map$/, 'record.map'],
  ['GET', /^\/v1\/record\/audit\/checkpoint$/, 'record.checkpoint'],
  ['GET', /^\/v1\/record\/\w+\/consistency$/, 'record.consistency'],
  ['GET', /^\/v1\/record\/leaves$/, 'record.leaves'],
  ['POST', /^\/v1\/agreement-keys$/, 'agreement-key.published'],
  ['POST', /^\/v1\/agreement-keys\/query$/, 'agreement-keys'],
  ['GET', /^\/v1\/conversations$/, 'conversations'],
  ['POST', /^\/v1\/conversations\/[^/]+\/statements$/, 'statement.stored'],
  ['GET', /^\/v1\/conversations\/[^/]+\/epochs\/\d+\/wrap$/, 'wrap'],
  ['POST', /^\/v1\/conversations\/[^/]+\/unreadable$/, 'unreadable.reported'],
  ['POST', /^\/v1\/conversations\/[^/]+\/grants$/, 'grant.given'],
  ['GET', /^\/v1\/conversations\/[^/]+\/grants$/, 'grants'],
  ['DELETE', /^\/v1\/conversations\/[^/]+\/grants\//, 'grant.deleted'],
];

/**
 * A layer between a real client and a real relay, by which the relay cheats this one client. What the client is sent
 * by itself (events) is held back unless {@link hears}: then it learns the same by asking, at times a test chooses.
 */
export class CheatingRelay {
  /** What it does now; nothing is bent while it is empty. */
  rule: Rule = {};
  /** Whether events reach the client. */
  hears = false;
  /** Called with each hook that is passed, in order. */
  onPassed: (hook: Hook) => void = () => undefined;
  #asked: Parameters<ClientEnvironment['httpBytes']>[0] | undefined;
  readonly #listeners = new Map<string, ((...args: never[]) => void)[]>();

  constructor(private readonly real: Pick<ClientEnvironment, 'http' | 'httpBytes' | 'makeSocket'>) {}

  /** Bytes of a file from `from` up to `to` as the real relay has them, asked for in the name of a client that asks for some. */
  async truly(path: string, from: number, to: number): Promise<Uint8Array> {
    if (this.#asked === undefined) throw new Error('nothing was asked for');
    const headers = { ...this.#asked.headers, range: `bytes=${String(from)}-${String(to - 1)}` };
    const url = new URL(path, this.#asked.url).href;
    const { body } = await this.real.httpBytes({ method: 'GET', url, headers, most: to - from });
    return body ?? new Uint8Array(0);
  }

  /** Bytes of attachments and of tiles: what goes up is let through. */
  readonly httpBytes: ClientEnvironment['httpBytes'] = async (request) => {
    const { pathname } = new URL(request.url);
    const hook = pathname.startsWith('/tlog/') ? 'record.tile' : 'attachment.read';
    const asked: Asked = { path: pathname, body: request.headers['range'] };
    const instead = request.method === 'GET' ? this.rule.instead?.[hook] : undefined;
    if (instead !== undefined) return { status: 200, headers: {}, body: (await instead(asked)) as Uint8Array };
    const honest = await this.real.httpBytes(request);
    if (request.method !== 'GET' || honest.status >= 400) return honest;
    if (hook === 'attachment.read') this.#asked = request;
    const body = (await this.bent(hook, honest.body, asked)) as Uint8Array;
    this.onPassed(hook);
    return { ...honest, body };
  };

  /** The keys that another client of this kind published, and the like: what a test takes from an honest answer. */
  readonly http: ClientEnvironment['http'] = async (request) => {
    const url = new URL(request.url);
    const hook = routes.find(([method, path]) => method === request.method && path.test(url.pathname))?.[2];
    if (hook === undefined) return this.real.http(request);
    const asked: Asked = { path: url.pathname + url.search, body: parse(request.body ?? '') };
    const instead = this.rule.instead?.[hook];
    if (instead !== undefined) return this.answered(hook, await instead(asked), 200);
    const honest = await this.real.http(request);
    if (honest.status >= 400) return honest;
    return this.answered(hook, await this.bent(hook, parse(honest.body ?? ''), asked), honest.status);
  };

  readonly makeSocket: ClientEnvironment['makeSocket'] = (url, ticket) => {
    const socket = this.real.makeSocket(url, ticket);
    this.#listeners.clear();
    for (const event of events) {
      socket.on(event, (...args: never[]) => {
        if (this.hears) void this.pass(event, args);
      });
    }
    const listeners = this.#listeners;
    const emitWithAck = (event: string, argument: unknown): Promise<unknown> =>
      this.ask(socket, event as Hook, argument);
    return {
      get connected() {
        return socket.connected;
      },
      connect: () => socket.connect(),
      disconnect: () => socket.disconnect(),
      on: (event, listener) => {
        if ((events as readonly string[]).includes(event))
          listeners.set(event, [...(listeners.get(event) ?? []), listener]);
        else socket.on(event, listener);
      },
      emitWithAck,
    };
  };

  /** Sends the client an event that the real relay did not send. */
  emit<Name extends Hook>(
    event: Name,
    ...args: Answers[Name] extends readonly unknown[] ? Answers[Name] : never
  ): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(args as unknown as never[]));
  }

  private async pass(event: Hook, args: readonly unknown[]): Promise<void> {
    const bent = await this.bent(event, args, { path: event, body: undefined });
    // Several events in the place of one: a list of lists of arguments.
    const several = bent instanceof Several ? bent.answers : [bent];
    for (const one of several)
      if (Array.isArray(one)) for (const listener of this.#listeners.get(event) ?? []) listener(...(one as never[]));
  }

  private async ask(socket: ClientSocket, event: Hook, argument: unknown): Promise<unknown> {
    const asked: Asked = { path: event, body: argument };
    const instead = this.rule.instead?.[event];
    const honest = instead === undefined ? await socket.emitWithAck(event, argument) : await instead(asked);
    const answer = instead === undefined ? await this.bent(event, honest, asked) : honest;
    this.onPassed(event);
    if (answer === SILENCE) throw new Error('no acknowledgement came');
    return answer instanceof Refused ? { problem: answer.problem } : answer;
  }

  private async bent(hook: Hook, honest: unknown, asked: Asked): Promise<unknown> {
    const bend = this.rule.bend?.[hook] as ((answer: unknown, asked: Asked) => unknown) | undefined;
    return bend === undefined ? honest : await bend(honest, asked);
  }

  private answered(hook: Hook, answer: unknown, status: number) {
    this.onPassed(hook);
    if (answer === SILENCE) throw new Error('no answer came');
    if (answer instanceof Refused) return { status: answer.problem.status, body: JSON.stringify(answer.problem) };
    return { status, body: answer === undefined ? '' : JSON.stringify(answer) };
  }
}

/** Several events in the place of one. */
export class Several {
  constructor(readonly answers: readonly unknown[]) {}
}

function parse(text: string): unknown {
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

/** A frame with some of its parts changed. */
export function frameWith(frame: WireFrame, changes: Partial<NamedFrame>): WireFrame {
  const named = { ...namedFrame(frame), ...changes };
  return [named.seq, named.kind, named.S, named.sender, named.id, named.bytes, named.storedAt];
}

/** A frame's parts by name. */
export interface NamedFrame {
  readonly seq: number;
  readonly kind: WireFrame[1];
  readonly S: Uint8Array;
  readonly sender: string;
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly storedAt: number;
}

/** The parts of a frame by name. */
export function namedFrame([seq, kind, S, sender, id, bytes, storedAt]: WireFrame): NamedFrame {
  return { seq, kind, S, sender, id, bytes, storedAt };
}
