import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { Session, SubjectPlace } from '#contracts';
import { sessionMessage } from '#crypto/verify';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#infra/postgres';
import { fromBase64url, toBase64url } from '#primitives';
import { createRelay, listen, stop } from '#relay/platform/bootstrap';
import { type Config, readConfig } from '#relay/platform/config';
import { formatPrivateNoteKey, type VerifierKey, verifierKey } from '#tlog';
import { aKey, type DeviceBuilder, type NetworkBuilder } from './directory.js';
import { runFolder, worker } from './environment.js';
import { TestWitness } from './witness.js';

/** Names of the logs and the witness of {@link NetworkBuilder}'s founding; their seeds are `aKey(name)`'s. */
const LOGS = { directory: 'directory.practice.example', audit: 'audit.practice.example' } as const;
const WITNESS = 'witness.practice.example';

/** What a test may change of the relay it starts. */
export interface RelayOptions {
  /** Whose statements the relay is told before it is handed over. */
  readonly network?: NetworkBuilder;
  /** Settings by their environment names. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Another node of the same relay, or the same again after it stopped: its database, keys and witness. */
  readonly beside?: TestRelay;
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON body, undefined when there is none. */
  readonly body: unknown;
}

let postgres: Promise<EmbeddedPostgres> | undefined;
const folders: string[] = [];
const relays = new Set<TestRelay>();
const witnesses = new Set<TestWitness>();

/** A relay in this process on a real PostgreSQL, with a database, keys and a witness of its own. */
export async function aRelay(options: RelayOptions = {}): Promise<TestRelay> {
  const relay = await TestRelay.start(options);
  if (options.network !== undefined) await relay.tell(options.network);
  return relay;
}

/** Ends every relay and the PostgreSQL that this test file started. For `afterAll`. */
export async function endRelays(): Promise<void> {
  try {
    await Promise.all([...relays].map(async (relay) => relay.stop()));
    await Promise.all([...witnesses].map(async (witness) => witness.stop()));
    witnesses.clear();
  } finally {
    // The next file of this worker starts its own on the same cluster.
    await (await postgres)?.stop();
    postgres = undefined;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A fresh database in this file's PostgreSQL: its address, as the owner. */
export async function aDatabase(): Promise<string> {
  postgres ??= startEmbeddedPostgres({ dataDir: clusterFolder(), log: () => undefined });
  const { url } = await postgres;
  const name = `relay_${randomUUID().replaceAll('-', '')}`;
  await withClient(url, async (client) => client.query(`create database ${name}`));
  // Not a WHATWG address: the host is a socket's folder, in the query.
  return url.replace('/comity?', `/${name}?`);
}

/** To make a cluster takes a second: what a worker runs one after the other starts its PostgreSQL on the same. */
function clusterFolder(): string {
  return runFolder === undefined ? aFolder('pg') : join(runFolder, `pg-${String(worker)}`);
}

/** An empty folder, removed when this file's tests end. */
export function aFolder(kind: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `comity-${kind}-`)));
  folders.push(folder);
  return folder;
}

/** A folder with the private note keys of both logs. */
export function aKeysFolder(): string {
  // Beside it the relay keeps what is its own.
  const folder = join(aFolder('relay'), 'keys');
  mkdirSync(folder);
  for (const [log, name] of Object.entries(LOGS)) {
    const { seed, publicKey } = aKey(name);
    writeFileSync(join(folder, `${log}.key`), formatPrivateNoteKey(verifierKey(name, publicKey, 'ed25519'), seed), {
      mode: 0o600,
    });
  }
  return folder;
}

/** A relay under test. */
export class TestRelay {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: Config,
    readonly witness: TestWitness,
    readonly url: string,
  ) {}

  static async start({ environment = {}, beside }: RelayOptions): Promise<TestRelay> {
    const witness = beside?.witness ?? (await TestWitness.start(WITNESS, logKeys()));
    witnesses.add(witness);
    const config = readConfig({
      COMITY_DATABASE_URL: beside?.config.databaseUrl ?? (await aDatabase()),
      COMITY_KEYS_DIR: beside?.config.keysDir ?? aKeysFolder(),
      COMITY_WITNESS_URLS: witness.url,
      COMITY_PORT: '0',
      COMITY_LOG_LEVEL: 'silent',
      COMITY_CHECKPOINT_SECONDS: '1',
      COMITY_FOLLOW_MILLISECONDS: '200',
      ...environment,
    });
    const app = await createRelay(config);
    const relay = new TestRelay(app, config, witness, await listen(app, config));
    relays.add(relay);
    return relay;
  }

  /** Submits what the relay does not have of what the network has said, and waits until a checkpoint covers it. */
  async tell(network: NetworkBuilder): Promise<void> {
    const { size } = (await this.get('/v1/directory/subjects/network')).body as SubjectPlace;
    for (const { statement = '' } of network.entries.slice(size)) {
      const answer = await this.post('/v1/directory/statements', { statement });
      if (answer.status !== 201) throw new Error(`the relay refused a statement: ${JSON.stringify(answer.body)}`);
    }
    await this.until(async () => (await this.directorySize()) >= network.entries.length);
  }

  /** A session token of a device. */
  async signIn(device: DeviceBuilder): Promise<string> {
    const answer = await this.trySignIn(device);
    if (answer.status !== 201) throw new Error(`the relay refused a session: ${JSON.stringify(answer.body)}`);
    return (answer.body as Session).token;
  }

  /** What the relay answers to a device's signed challenge, `change` applied to what is sent. */
  async trySignIn(device: DeviceBuilder, change: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const asked = await this.post('/v1/sessions/challenges', { device: device.id });
    const { nonce, expiry } = asked.body as { nonce: string; expiry: number };
    const message = sessionMessage({
      networkId: device.officer.authority.network.networkId,
      origin: this.url,
      device: device.id,
      nonce: fromBase64url(nonce),
      expiry,
    });
    const signature = toBase64url(device.signing.sign(message));
    return this.post('/v1/sessions', { device: device.id, nonce, expiry, signature, ...change });
  }

  async get(path: string, token?: string): Promise<Answer> {
    return this.call('GET', path, undefined, token);
  }

  async post(path: string, body: unknown, token?: string): Promise<Answer> {
    return this.call('POST', path, JSON.stringify(body), token);
  }

  /** Any request, its body as text. */
  async call(method: string, path: string, body?: string, token?: string, type = 'application/json'): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': type }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body }),
    });
    const answer = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(answer) : undefined };
  }

  /** Runs SQL as the owner of the database. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return withClient(this.config.migrationDatabaseUrl, async (client) => (await client.query<Row>(text, values)).rows);
  }

  /** Waits until `holds`, for at most twenty seconds. */
  async until(holds: () => Promise<boolean>): Promise<void> {
    for (let waited = 0; waited < 20_000; waited += 25) {
      if (await holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('waited twenty seconds for the relay');
  }

  /** Size of the newest shown checkpoint of the directory, 0 before the first. */
  async directorySize(): Promise<number> {
    const { status, body } = await this.get('/v1/directory/checkpoint');
    return status === 200 ? Number((body as { note: string }).note.split('\n')[1]) : 0;
  }

  async stop(): Promise<void> {
    if (relays.delete(this)) await stop(this.app);
  }

  /** The same relay at the same address, after it stopped. */
  async again(environment: Readonly<Record<string, string>> = {}): Promise<TestRelay> {
    await this.stop();
    return aRelay({ beside: this, environment: { COMITY_PORT: new URL(this.url).port, ...environment } });
  }
}

/** The verifier keys of a test relay's two logs. */
export function logKeys(): VerifierKey[] {
  return Object.values(LOGS).map((name) => verifierKey(name, aKey(name).publicKey, 'ed25519'));
}

async function withClient<Result>(url: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
