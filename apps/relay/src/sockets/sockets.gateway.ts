import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { Bytes32Text, limits, ProblemError } from '#contracts';
import { codeOf, unixSeconds } from '#primitives';
import { Checkpointer } from '../audit/checkpointer.js';
import { DirectoryState } from '../directory/directory-state.js';
import { Experts } from '../directory/experts.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import { SystemClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { RelayLogger } from '../platform/logger.js';
import { Metrics } from '../platform/metrics.js';
import { faultText, problemOf } from '../platform/problem.filter.js';
import { EventBudget } from './socket-budget.js';
import { cut, gatherWrites } from './socket-connection.js';
import { SocketEvents } from './socket-events.js';
import { SocketFanOut } from './socket-fan-out.js';
import { SocketRegistry } from './socket-registry.js';
import type { RelaySocket } from './socket-session.js';
import { Stopping } from '../platform/stopping.js';

const SWEEP_MILLISECONDS = 1000;
/** What a malformed event counts as, in events. */
const BLAME = 20;
const HANDSHAKE = Object.freeze({ headers: {}, auth: {}, query: {} });

type Answer = (answer: unknown) => void;

/**
 * Opens sockets by their ticket, hands each event to its row of the table, and ends sockets whose device or session is
 * over. [Note: One listener] Events do not go through Nest's pipeline: one function serves all sockets and all events.
 */
@Injectable()
@WebSocketGateway()
export class SocketsGateway
  implements
    OnGatewayInit<Server>,
    OnGatewayConnection<RelaySocket>,
    OnModuleInit,
    OnApplicationBootstrap,
    OnModuleDestroy
{
  readonly #onEvent: (this: RelaySocket, name: string, ...args: unknown[]) => void;
  readonly #onGone: (this: RelaySocket) => void;
  #sweeper: NodeJS.Timeout | undefined;
  /** Up to which size of the directory the sockets were told that it has grown. */
  #told = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
    private readonly metrics: Metrics,
    private readonly stopping: Stopping,
    private readonly directory: DirectoryState,
    private readonly checkpointer: Checkpointer,
    private readonly experts: Experts,
    private readonly sessions: SessionRegistry,
    private readonly registry: SocketRegistry,
    private readonly events: SocketEvents,
    private readonly fanOut: SocketFanOut,
  ) {
    const take = this.take.bind(this);
    this.#onEvent = function (name, ...args) {
      take(this, name, args);
    };
    this.#onGone = function () {
      registry.remove(this);
    };
  }

  onModuleInit(): void {
    this.events.define('session.renew', {
      policy: 'session',
      guest: 'expert',
      parse: ticketOf,
      handle: async (socket, ticket) => this.renew(socket, ticket),
    });
    this.directory.onGrown(() => {
      this.endUnlive();
    });
    // Who asked before a checkpoint covers what is new would be shown the one of before, and ask again in a minute.
    this.checkpointer.onShown((log, { size }) => {
      if (log !== 'directory' || size <= this.#told) return;
      this.#told = size;
      this.fanOut.send(this.registry.devices(), 'directory.grown', size);
    });
    this.sessions.onEnded((session) => {
      this.endWhere(({ data }) => data.signedIn.session === session, 'session.expired');
    });
  }

  onApplicationBootstrap(): void {
    const missing = this.events.missing();
    if (missing.length > 0) throw new Error(`no feature takes the event ${missing.join(', ')}`);
    this.#sweeper = setInterval(() => {
      const now = unixSeconds(this.clock);
      this.endWhere(({ data }) => data.signedIn.expiry <= now, 'session.expired');
      this.endUnlive();
    }, SWEEP_MILLISECONDS);
  }

  onModuleDestroy(): void {
    clearInterval(this.#sweeper);
  }

  afterInit(server: Server): void {
    server.use((socket, next) => {
      this.admit(socket as RelaySocket).then(
        () => {
          next();
        },
        (error: unknown) => {
          next(Object.assign(new Error(codeOf(error) ?? 'relay.fault'), { data: this.refusal(error, 'connect') }));
        },
      );
    });
    gatherWrites(server.engine);
    // The request that opened a connection is needed no more, and would be kept as long as the socket.
    server.engine.on('connection', (connection: { request: unknown }) => {
      connection.request = null;
    });
  }

  handleConnection(socket: RelaySocket): void {
    this.registry.add(socket);
    socket.onAny(this.#onEvent);
    socket.on('disconnect', this.#onGone);
  }

  private async admit(socket: RelaySocket): Promise<void> {
    this.stopping.refuse();
    const ticket = ticketOf((socket.handshake.auth as { ticket?: unknown }).ticket);
    const signedIn = await this.sessions.byTicket(ticket);
    const others = this.registry.of(signedIn.device);
    if (others.length >= limits.sockets) throw new ProblemError('rate.limited', 'sockets');
    Object.assign(socket, { handshake: HANDSHAKE });
    // One allowance a device, however many sockets it opens.
    const budget = others[0]?.data.budget ?? new EventBudget(this.config.deviceEventsPerSecond, this.clock.now());
    socket.data = { signedIn, budget };
  }

  private async renew(socket: RelaySocket, ticket: string): Promise<{ expiry: number }> {
    const signedIn = await this.sessions.byTicket(ticket);
    if (signedIn.device !== socket.data.signedIn.device) throw new ProblemError('session.refused');
    socket.data.signedIn = signedIn;
    return { expiry: signedIn.expiry };
  }

  private take(socket: RelaySocket, name: string, args: unknown[]): void {
    const { budget, signedIn } = socket.data;
    const allowance = budget.take(this.clock.now());
    const answer = args.pop();
    if (allowance === 'flooding') {
      this.logger.info('socket.cut', { device: signedIn.device, reason: 'flood' });
      cut(socket);
    } else if (typeof answer !== 'function') {
      // Nothing can be answered to what asks for no answer.
      budget.blame(BLAME);
    } else if (allowance === 'limited') {
      this.refuse(answer as Answer, new ProblemError('rate.limited'), name);
    } else {
      this.handle(socket, name, args, answer as Answer);
    }
  }

  private handle(socket: RelaySocket, name: string, args: readonly unknown[], answer: Answer): void {
    const row = this.events.of(name);
    try {
      if (row === undefined) throw new ProblemError('request.invalid', 'event');
      this.stopping.refuse();
      this.sessions.check(socket.data.signedIn);
      if (row.guest !== 'expert') this.experts.refuse(socket.data.signedIn.device);
      if (args.length !== 1) throw new ProblemError('request.invalid', 'arguments');
      row.handle(socket, row.parse(args[0])).then(answer, (error: unknown) => {
        this.refuse(answer, error, name);
      });
    } catch (error) {
      if (codeOf(error) === 'request.invalid') socket.data.budget.blame(BLAME);
      this.refuse(answer, error, row === undefined ? 'unknown' : name);
    }
  }

  private refuse(answer: Answer, error: unknown, event: string): void {
    answer({ problem: this.refusal(error, event) });
  }

  private refusal(error: unknown, event: string) {
    const problem = problemOf(error);
    this.metrics.refusals.inc({ code: problem.code });
    if (problem.code === 'relay.fault') this.logger.error('event.fault', { event, fault: faultText(error) });
    return problem;
  }

  private endUnlive(): void {
    for (const device of [...this.registry.devices()]) {
      if (this.directory.standing(device) !== 'live') this.registry.end(device, 'device.not-live');
    }
  }

  private endWhere(isOver: (socket: RelaySocket) => boolean, code: 'session.expired'): void {
    for (const socket of [...this.registry.all()]) if (isOver(socket)) this.registry.endSocket(socket, code);
  }
}

function ticketOf(argument: unknown): string {
  const ticket = Bytes32Text.safeParse(argument);
  if (!ticket.success) throw new ProblemError('request.invalid', 'ticket');
  return ticket.data;
}
