import {
  loadIdentity,
  newIdentity,
  parseInvitation,
  Store,
  type Client,
  type ClientEnvironment,
  type Database,
  type Identity,
} from '#client';
import { CodedError, codeOf, unixSeconds } from '#primitives';
import type { Access, InvitationView, Stage } from './api/access.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { orEnded } from './ending.js';
import { IdleLock } from './idle-lock.js';
import { invitationView } from './invitation-view.js';
import { LineKeeper, type LineState } from './line.js';
import { selfOf } from './self.js';
import { waitForApproval } from './waiting-room.js';

const LIFE_SECONDS = 2 * 365 * 86_400;
const ENROLLED = 'desk/enrolled';
const KEY_PAUSE = 2_000;
/** Until the authority's own settings are known. */
const IDLE_SECONDS = 15 * 60;

type HeldStage = Exclude<Stage, { is: 'open' }> | { readonly is: 'open' };
type OpenListener = (client: Client) => void;
type OpenClient = (environment: ClientEnvironment, store: Store) => Promise<Client>;

/** One unlocked store, from the passphrase to the sign-out. */
interface Sitting {
  readonly store: Store;
  readonly identity: Identity;
  readonly ended: AbortController;
  readonly line: LineKeeper;
  client?: Client;
}

/** Sets up, signs in and out; it alone holds the open client. */
export class AccessKeeper implements Access {
  #stage: HeldStage | undefined;
  #database: Database | undefined;
  #sitting: Sitting | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #idle: IdleLock;
  readonly #openListeners = new Set<OpenListener>();

  /**
   * @param origin - where the page came from: the only relay its policy lets it speak to
   * @param openClient - fetches the client's code the first time
   */
  constructor(
    private readonly browser: Browser,
    private readonly changes: Changes,
    private readonly origin: string,
    private readonly openClient: OpenClient,
  ) {
    this.#idle = new IdleLock(
      browser,
      () => this.idleSeconds(),
      () => this.lockBecause('idle'),
    );
  }

  /** The signed-in client. @throws `desk.locked` */
  get client(): Client {
    const client = this.#stage?.is === 'open' ? this.#sitting?.client : undefined;
    if (client === undefined) throw new CodedError('desk.locked', 'nobody is signed in');
    return client;
  }

  /** Calls `listener` with each client that is opened: views attach to it. */
  onOpen(listener: OpenListener): void {
    this.#openListeners.add(listener);
  }

  /** How the signed-in client stands with its relay. @throws `desk.locked` */
  get line(): LineState {
    if (this.#sitting === undefined) throw new CodedError('desk.locked', 'nobody is signed in');
    return this.#sitting.line.line;
  }

  async stage(): Promise<Stage> {
    if (this.#stage === undefined) {
      const exists = await Store.exists(await this.opened());
      this.#stage ??= exists ? { is: 'locked', why: 'start' } : { is: 'absent' };
    }
    return this.#stage.is === 'open' ? { is: 'open', self: selfOf(this.client) } : this.#stage;
  }

  readInvitation(text: string): Promise<InvitationView> {
    return Promise.resolve().then(() => invitationView(parseInvitation(text), this.origin));
  }

  enrol(text: string, passphrase: string): Promise<void> {
    return this.inTurn(async () => {
      const invitation = parseInvitation(text);
      if (invitation.relay !== this.origin)
        throw new CodedError('invitation.elsewhere', 'the invitation belongs to another address');
      const store = await Store.create(await this.opened(), passphrase);
      const { identity, writes } = newIdentity(invitation, 'web', unixSeconds(this.browser.clock) + LIFE_SECONDS);
      await store.write(writes);
      void this.wait(this.sit(store, identity));
    });
  }

  unlock(passphrase: string): Promise<void> {
    return this.inTurn(async () => {
      // Another window was first.
      if (this.#sitting !== undefined) return;
      const store = await Store.open(await this.opened(), passphrase);
      let sitting: Sitting | undefined;
      try {
        const identity = await loadIdentity(store);
        const isEnrolled = (await store.get<boolean>(ENROLLED)) === true;
        sitting = this.sit(store, identity);
        if (isEnrolled) await this.open(sitting);
        else void this.wait(sitting);
      } catch (error) {
        this.#sitting = undefined;
        this.#database = undefined;
        await (sitting?.client ?? store).close();
        throw error;
      }
    });
  }

  lock(): Promise<void> {
    return this.lockBecause('signed-out');
  }

  async erase(): Promise<void> {
    // Also what was being unlocked or enrolled when it was called.
    do await this.leave();
    while (this.#sitting !== undefined);
    await this.inTurn(async () => {
      await this.#database?.close();
      this.#database = undefined;
      await this.browser.eraseDatabase();
      this.become({ is: 'absent' });
    });
  }

  touch(): Promise<void> {
    return this.#idle.touch();
  }

  private sit(store: Store, identity: Identity): Sitting {
    const sitting: Sitting = {
      store,
      identity,
      ended: new AbortController(),
      line: new LineKeeper(this.browser, () => {
        this.lineChanged(sitting);
      }),
    };
    this.#sitting = sitting;
    return sitting;
  }

  /** The waiting room. It is not locked after an idle time: the words wait for as long as it takes. */
  private async wait(sitting: Sitting): Promise<void> {
    const { store, identity, ended } = sitting;
    const { authority, officer } = identity;
    try {
      await waitForApproval({
        environment: this.browser,
        store,
        identity,
        signal: ended.signal,
        tell: (room) => {
          this.become({ is: 'waiting', ...room, authority, officer });
        },
      });
      await store.write([{ key: ENROLLED, value: true }]);
      await this.open(sitting);
    } catch (error) {
      if (ended.signal.aborted) return;
      const { detail } = error as { readonly detail?: unknown };
      const code = codeOf(error) ?? 'desk.fault';
      this.become({ is: 'refused', code, ...(typeof detail === 'string' ? { detail } : {}) });
    }
  }

  /** Opens the client on what is here; where nothing can be sealed to this device yet, makes its first key beforehand. */
  private async open(sitting: Sitting): Promise<void> {
    const { store, line, ended } = sitting;
    const client = await this.openClient(await this.environment(sitting), store);
    // Whoever left meanwhile had no client to close.
    if (sitting !== this.#sitting) return client.close();
    sitting.client = client;
    const { keyLogged } = await client.trust();
    if (sitting !== this.#sitting) return;
    if (keyLogged) {
      this.enter(sitting, client);
      void line.goLive(client, ended.signal).then(() => {
        this.changes.say(['access']);
      });
      return;
    }
    this.lineChanged(sitting);
    void this.prepare(client, sitting);
  }

  private async prepare(client: Client, sitting: Sitting): Promise<void> {
    const { line, ended } = sitting;
    this.become({ is: 'preparing', reachable: true });
    await line.goLive(client, ended.signal);
    while (!ended.signal.aborted) {
      if ((await client.trust()).keyLogged) {
        this.enter(sitting, client);
        return;
      }
      await this.browser.timers.sleep(KEY_PAUSE);
      await client.sync().catch(() => undefined);
    }
  }

  private enter(sitting: Sitting, client: Client): void {
    if (sitting !== this.#sitting) return;
    this.#idle.start();
    this.become({ is: 'open' });
    for (const listener of this.#openListeners) listener(client);
  }

  private lineChanged(sitting: Sitting): void {
    if (sitting !== this.#sitting) return;
    const { line, trouble } = sitting.line;
    if (this.#stage?.is === 'preparing')
      this.become({
        is: 'preparing',
        reachable: line.is === 'up' || !line.tried,
        ...(trouble === undefined ? {} : { trouble }),
      });
    else this.changes.say(['access'], ['trust']);
  }

  private async lockBecause(why: 'signed-out' | 'idle'): Promise<void> {
    if (this.#sitting === undefined) return;
    const left = this.leave();
    this.become({ is: 'locked', why });
    await left;
  }

  // Nobody has the client from here on; what is under way in it ends by itself, and only then may a store be opened again.
  private leave(): Promise<void> {
    const sitting = this.#sitting;
    this.#sitting = undefined;
    this.#idle.stop();
    sitting?.ended.abort();
    return this.inTurn(async () => {
      if (sitting === undefined) return;
      this.#database = undefined;
      await (sitting.client ?? sitting.store).close();
    });
  }

  private idleSeconds(): number {
    const client = this.#sitting?.client;
    const { idleLock = IDLE_SECONDS } = client?.directory.latest.authority(client.identity.authority)?.settings ?? {};
    return idleLock;
  }

  // What is under way when somebody leaves is not waited for: a line that hangs would hold up the next sign-in.
  private async environment({ line, ended: { signal } }: Sitting): Promise<ClientEnvironment> {
    const { http, httpBytes, makeSocket } = this.browser;
    return {
      ...this.browser,
      http: (request) => orEnded(http(request), signal),
      httpBytes: (request) => orEnded(httpBytes(request), signal),
      makeSocket: line.heeding(makeSocket),
      database: await this.opened(),
    };
  }

  private async opened(): Promise<Database> {
    this.#database ??= this.browser.newDatabase();
    await this.#database.open();
    return this.#database;
  }

  private become(stage: HeldStage): void {
    this.#stage = stage;
    this.changes.say(['access']);
  }

  private inTurn<Outcome>(act: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = this.#turn.then(act);
    this.#turn = outcome.catch(() => undefined);
    return outcome;
  }
}
