import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryLevel } from 'memory-level';
import {
  newIdentity,
  openClient,
  requestEnrolment,
  Store,
  Transport,
  type CheckName,
  type Client,
  type Database,
  type Identity,
  type Invitation,
} from '#client';
import type { AuthorityId, ConversationId, DeviceId, MessageId } from '#contracts';
import { parseCanonicalJson, sign } from '#crypto';
import { formatStatement, statementMessage, type AnyBody } from '#directory';
import { codeOf, toBase64url, unixSeconds } from '#primitives';
import { Checkpointer } from '#relay/audit/checkpointer';
import { DirectoryState } from '#relay/directory/directory-state';
import { SystemClock } from '#relay/platform/clock';
import { Chance } from './chaos.js';
import { SettableClock } from './clock.js';
import {
  ALWAYS,
  aNetwork,
  mustApply,
  type AuthorityBuilder,
  type NetworkBuilder,
  OfficerBuilder,
  type Signing,
} from './directory.js';
import { seed } from './environment.js';
import { personEnvironment, type Weather } from './person-environment.js';
import { Wire } from './proxy.js';
import { aRelay, type RelayOptions, type TestRelay } from './relay.js';

const PASSPHRASE = 'correct horse battery staple';
const CHEAP = { unsafeTestingCost: { ops: 1, memory: 8 } };

/** A relay on a real PostgreSQL, a network founded at it, and the people of its authorities with clients of their own. */
export class World {
  readonly clock = new SettableClock();
  readonly network: NetworkBuilder = aNetwork();
  readonly people: Person[] = [];
  readonly #authorities = new Map<string, AuthorityBuilder>();
  readonly #officers = new Map<string, OfficerBuilder>();
  /** What clients logged, newest last. */
  readonly logged: string[] = [];

  private constructor(public relay: TestRelay) {}

  /** @param environment - settings of the relay */
  static async founded(environment: RelayOptions['environment'] = {}): Promise<World> {
    const relay = await aRelay({ environment: { COMITY_STATEMENTS_PER_HOUR: '2000', ...environment } });
    const world = new World(relay);
    world.setClock(0);
    await relay.tell(world.network);
    return world;
  }

  /** Sets the relay's, the witness's and every client's clock ahead, in seconds. */
  setClock(ahead: number): void {
    this.clock.ahead = ahead;
    this.relay.witness.ahead = ahead;
    this.relay.app.get(SystemClock).now = () => this.clock.now();
  }

  /** Time goes on for everyone; returns once the witnesses say so too. */
  async passes(seconds: number): Promise<void> {
    this.setClock(this.clock.ahead + seconds);
    const checkpointer = this.relay.app.get(Checkpointer);
    const wanted = unixSeconds(this.clock) - 1;
    await this.relay.until(async () => checkpointer.time >= wanted);
    // No connection and no session lives through it.
    for (const person of this.people) person.wire.cut();
    await sleep(50);
  }

  /** An authority, notified by the roots when it is named for the first time. */
  authority(slug: string): AuthorityBuilder {
    const known = this.#authorities.get(slug) ?? this.network.anAuthority(slug);
    this.#authorities.set(slug, known);
    return known;
  }

  /** An officer, appointed when named for the first time. */
  officer(name: string, authority: string): OfficerBuilder {
    const known = this.#officers.get(name) ?? this.authority(authority).anOfficer(name);
    this.#officers.set(name, known);
    return known;
  }

  /** An officer who is an administrator too, appointed when named for the first time. */
  administrator(name: string, authority: string): OfficerBuilder {
    const known = this.#officers.get(name) ?? this.authority(authority).anAdministrator(name);
    this.#officers.set(name, known);
    return known;
  }

  /**
   * The device of whoever an administrator invited, approved by its six words at that administrator's own client. What was
   * stated so is not known to the network's builder.
   */
  async invited(invitation: Invitation, administrator: Person): Promise<Person> {
    const officer = new OfficerBuilder(administrator.officer.authority, invitation.officer);
    const { person, identity } = await this.setUp(officer, invitation);
    const { words } = await requestEnrolment(new Transport(person.environment(), this.relay.url), identity);
    await administrator.client.approveEnrolment(words.join(' '));
    this.people.push(person);
    await this.confirmed();
    await person.starts();
    return person;
  }

  /**
   * People with one device each, enrolled by the authority's key and online: `{ alice: 'north', bob: 'south' }`.
   */
  async peopleOf<Name extends string>(from: Readonly<Record<Name, string>>): Promise<Record<Name, Person>> {
    const names = Object.keys(from) as Name[];
    for (const name of names) this.officer(name, from[name]);
    await this.relay.tell(this.network);
    const made = [];
    for (const name of names) made.push([name, await this.enrolled(this.officer(name, from[name]))] as const);
    await this.relay.tell(this.network);
    await Promise.all(made.map(async ([, person]) => person.starts()));
    return Object.fromEntries(made) as Record<Name, Person>;
  }

  /** One more device of an officer, approved by a person's own live device. */
  async secondDevice(of: Person): Promise<Person> {
    const device = await this.enrolled(of.officer, of);
    await this.relay.tell(this.network);
    await device.starts();
    return device;
  }

  /** A first device again, for an officer who has lost every one: approved by the authority's key. */
  async newDeviceOf(officer: OfficerBuilder): Promise<Person> {
    const device = await this.enrolled(officer);
    await this.relay.tell(this.network);
    await device.starts();
    return device;
  }

  /** A device is revoked by its authority's key; returns once the log's checkpoint covers it. */
  async revokes(person: Person): Promise<void> {
    const { id: subject, key } = person.officer.authority;
    mustApply(this.network.say({ type: 'device.revoked', subject, prev: '', device: person.device }, key));
    await this.relay.tell(this.network);
  }

  /** Whatever the network's builder has said meanwhile is told to the relay. */
  async told(): Promise<void> {
    await this.relay.tell(this.network);
  }

  /** Returns once the log's checkpoint covers all that clients have stated. */
  async confirmed(): Promise<void> {
    const { size } = this.relay.app.get(DirectoryState).latest;
    await this.relay.until(async () => (await this.relay.directorySize()) >= size);
  }

  /** Another relay process on the same database takes the place of this one; everybody's wire leads there. */
  async relayRestarts(): Promise<void> {
    this.relay = await this.relay.again();
    this.setClock(this.clock.ahead);
  }

  /** Ends every client. */
  async ends(): Promise<void> {
    await Promise.all(this.people.map(async (person) => person.ends()));
  }

  private async enrolled(officer: OfficerBuilder, approver?: Person): Promise<Person> {
    const invitation: Invitation = {
      relay: this.relay.url,
      founding: this.network.entries[0]?.statement ?? '',
      authority: officer.authority.id,
      officer: officer.id,
    };
    const { person, identity } = await this.setUp(officer, invitation);
    const pending = await requestEnrolment(new Transport(person.environment(), this.relay.url), identity);
    const body = parseCanonicalJson(pending.request.body) as unknown as AnyBody;
    const message = statementMessage(this.network.networkId, body);
    const signer: Signing = approver?.signing() ?? officer.authority.key;
    const by = 'signing' in signer ? signer.signing : signer;
    const statement = formatStatement(body, [
      { key: toBase64url(identity.signatureKey.publicKey), signature: pending.request.signature },
      { key: by.key, signature: toBase64url(by.sign(message)) },
    ]);
    mustApply(this.network.log(statement, body.subject));
    // The next one stands behind this statement: the relay must have it, cosigned or not.
    const answer = await this.relay.post('/v1/directory/statements', { statement });
    if (answer.status !== 201) throw new Error(`an enrolment was refused: ${JSON.stringify(answer.body)}`);
    this.people.push(person);
    return person;
  }

  private async setUp(
    officer: OfficerBuilder,
    invitation: Invitation,
  ): Promise<{ readonly person: Person; readonly identity: Identity }> {
    const { identity, writes } = newIdentity(invitation, 'cli', ALWAYS.until);
    const person = await Person.with(this, officer, identity.device);
    const store = await Store.create(person.database, PASSPHRASE, CHEAP);
    await store.write(writes);
    return { person, identity };
  }
}

/** An officer at one device: a real client with a store in memory, behind a wire of its own. */
export class Person {
  #client: Client | undefined;
  #environment: ReturnType<typeof personEnvironment> | undefined;
  /** Added to this device's clock beside the world's, in seconds. */
  skew = 0;
  weather: Weather = calm();
  /** Checks that this officer has taken out of the client, to cheat. */
  without: readonly CheckName[] = [];

  private constructor(
    readonly world: World,
    readonly officer: OfficerBuilder,
    readonly device: DeviceId,
    public database: Database,
    readonly wire: Wire,
  ) {}

  /** @internal */
  static async with(world: World, officer: OfficerBuilder, device: DeviceId): Promise<Person> {
    return new Person(world, officer, device, memory(), await Wire.to(world.relay.url));
  }

  get client(): Client {
    if (this.#client === undefined) throw new Error('the client is not running');
    return this.#client;
  }

  get authority(): AuthorityId {
    return this.officer.authority.id;
  }

  /** Everything of the platform, as this device has it now. */
  environment(): ReturnType<typeof personEnvironment> {
    const { world, database, wire, weather, without } = this;
    const log = (event: string, facts?: unknown): void => {
      world.logged.push(`${this.officer.id} ${event} ${JSON.stringify(facts ?? {})}`);
    };
    return personEnvironment({
      clock: { now: () => world.clock.now() + this.skew * 1000 },
      logger: { debug: log, info: log, warn: log, error: log },
      database,
      wire,
      relayUrl: () => world.relay.url,
      weather,
      without,
    });
  }

  /** Starts the client: `sync` catches up once, `connect` stays up to date by itself. */
  async starts(how: 'sync' | 'connect' | 'offline' = 'sync', passphrase = PASSPHRASE): Promise<void> {
    this.#environment = this.environment();
    this.#client = await openClient(this.#environment, passphrase);
    if (how === 'sync') await this.#client.sync();
    if (how === 'connect') await this.#client.connect();
  }

  /** Ends the client in order. */
  async stops(): Promise<void> {
    await this.#client?.close();
    this.#client = undefined;
    await this.database.open();
  }

  /** The process dies at once: what it had written is all that is left. */
  async isKilled(): Promise<void> {
    this.weather.dead = true;
    this.database = await copyOf(this.database);
    this.forget();
  }

  /** A copy of the disk as it is now. */
  async backup(): Promise<Database> {
    return copyOf(this.database);
  }

  /** The disk is replaced by a copy from before. */
  async isRestoredFrom(backup: Database): Promise<void> {
    await this.isKilled();
    this.database = await copyOf(backup);
  }

  /** Signs as this device, as an approver of other devices does. */
  signing(): Signing {
    const { signatureKey } = this.client.identity;
    return {
      seed: new Uint8Array(),
      publicKey: signatureKey.publicKey,
      key: toBase64url(signatureKey.publicKey),
      sign: (message) => sign({ privateKey: signatureKey.privateKey, message }),
    };
  }

  /** Goes offline: nothing gets through its wire. */
  goesOffline(): void {
    this.wire.close();
  }

  /** Is back, and catches up. */
  async isBack(): Promise<void> {
    this.wire.open();
    await this.sync();
  }

  async sync(): Promise<void> {
    await sleep(0);
    await this.client.sync();
  }

  /** Opens a consultation with the authorities of others, and everybody catches up. */
  async consults(...others: readonly Person[]): Promise<ConversationId> {
    const authorities = [...new Set(others.map(({ authority }) => authority))];
    const id = await this.client.open({
      kind: 'consultation',
      with: authorities.map((authority) => ({ authority })),
      history: 'all',
    });
    await Promise.all(others.map(async (person) => person.sync()));
    return id;
  }

  /** Says something and waits until it stands in its place. */
  async says(id: ConversationId, text: string): Promise<MessageId> {
    const message = await this.client.say(id, text);
    await this.client.settle(id);
    return message;
  }

  /** The texts it shows of a conversation, in order. */
  async reads(id: ConversationId): Promise<string[]> {
    const { items } = await this.client.messages(id, { limit: 100_000 });
    return items.flatMap((item) => (item.is === 'message' && item.content?.type === 'text' ? [item.content.text] : []));
  }

  /** Catches up, then {@link reads}. */
  async catchesUp(id: ConversationId): Promise<string[]> {
    await this.sync();
    return this.reads(id);
  }

  /** The codes of its notices, oldest first. */
  async notices(): Promise<string[]> {
    return (await this.client.notices()).map(({ code }) => code);
  }

  async ends(): Promise<void> {
    this.weather.dead = true;
    this.forget();
    await this.wire.end();
  }

  private forget(): void {
    for (const socket of this.#environment?.sockets ?? []) socket.disconnect();
    this.#environment?.stopTimers();
    this.#environment = undefined;
    this.#client = undefined;
    this.weather = calm();
  }
}

/** The code with which an act is refused, or `done`. */
export async function codeWith(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (error: unknown) => codeOf(error) ?? String(error),
  );
}

const memory = (): Database => new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
const calm = (): Weather => ({
  chance: new Chance(seed),
  ackLoss: 0,
  pushed: undefined,
  answered: undefined,
  dead: false,
  patience: 10_000,
});

async function copyOf(database: Database): Promise<Database> {
  const copy = memory();
  await copy.batch(
    (await database.iterator().all()).map(([key, value]) => ({ type: 'put' as const, key, value: value.slice() })),
  );
  return copy;
}
