import type { Client, MakeSocket, Timers } from '#client';
import { codeOf, unixSeconds, type Clock } from '#primitives';

/** How the signed-in client stands with its relay. */
export type LineState =
  | { readonly is: 'up' }
  | {
      readonly is: 'down';
      /** Unix seconds. */
      readonly since: number;
      /** Whether it was tried at all; it is not said to be down before. */
      readonly tried: boolean;
      /** The code with which the relay refuses this device. */
      readonly refusal?: string;
    };

/** What time mends: connecting is tried again, and nothing more is said than that the relay is not reached. */
const PASSING: ReadonlySet<string | undefined> = new Set(['client.offline', 'relay.unavailable', 'relay.stopping']);
/** Refusals after which this device can do nothing more at this relay. */
const FINAL: ReadonlySet<string | undefined> = new Set(['session.refused', 'device.not-live']);
const PAUSE = 3_000;

/** Keeps one client connected, and knows how the line to the relay is. */
export class LineKeeper {
  #line: LineState;
  #trouble: string | undefined;

  /** @param changed - called when the line, or what troubles it, is another */
  constructor(
    private readonly environment: { readonly clock: Clock; readonly timers: Pick<Timers, 'sleep'> },
    private readonly changed: () => void,
  ) {
    this.#line = { is: 'down', since: unixSeconds(environment.clock), tried: false };
  }

  /** How the line is now. */
  get line(): LineState {
    return this.#line;
  }

  /** The code with which catching up was refused last, where it was not the line. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Makes sockets whose comings and goings are heeded. */
  heeding(makeSocket: MakeSocket): MakeSocket {
    return (url, ticket) => {
      const socket = makeSocket(url, () => ticket().catch((error: unknown) => this.noTicket(error)));
      socket.on('connect', () => {
        this.become({ is: 'up' });
      });
      for (const event of ['disconnect', 'connect_error']) {
        socket.on(event, () => {
          this.down();
        });
      }
      return socket;
    };
  }

  /** Connects and catches up, as often as it takes; from then on the client stays up to date by itself. */
  async goLive(client: Client, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await client.connect();
        this.troubledBy(undefined);
        this.become({ is: 'up' });
        return;
      } catch (error) {
        const code = codeOf(error) ?? 'desk.fault';
        if (FINAL.has(code)) this.down(code);
        // A line that hangs breaks off no connection.
        else if (PASSING.has(code)) this.down();
        else this.troubledBy(code);
      }
      await this.environment.timers.sleep(PAUSE);
    }
  }

  // Asked for before every connection: it says why there is none, of a device that was revoked say.
  private noTicket(error: unknown): never {
    const code = codeOf(error);
    if (code !== undefined && FINAL.has(code)) this.down(code);
    throw error;
  }

  private down(refusal?: string): void {
    const before = this.#line;
    if (before.is === 'down' && before.tried && before.refusal === (refusal ?? before.refusal)) return;
    const since = before.is === 'down' ? before.since : unixSeconds(this.environment.clock);
    this.become({ is: 'down', since, tried: true, ...(refusal === undefined ? {} : { refusal }) });
  }

  private become(line: LineState): void {
    if (line.is === 'up' && this.#line.is === 'up') return;
    this.#line = line;
    this.changed();
  }

  private troubledBy(code: string | undefined): void {
    if (code === this.#trouble) return;
    this.#trouble = code;
    this.changed();
  }
}
