import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { spawnBound, type BoundProcess, type ProcessEnd } from './bound-process.js';
import { startFault, wordsOf } from './faults.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { preparePostgresFolder, type PostgresFolder } from './postgres-folder.js';
import { takeOverCluster } from './postgres-lock.js';

/** What the embedded PostgreSQL is told. */
export type EmbeddedPostgresOptions = {
  /** Comity's data folder; PostgreSQL gets one of its own inside. Made when absent. */
  readonly dataDir: string;
  /** Takes PostgreSQL's log line by line; it holds no statement and no value. */
  readonly log: (line: string) => void;
};

/** A running PostgreSQL that ends with this process, however this process ends. */
export type EmbeddedPostgres = {
  /** Connects as the owner of the database `comity`, over a unix socket that only this account (and root) can open. */
  readonly url: string;
  /** The process that reliability tests kill. */
  readonly pid: number;
  readonly dataDirectory: string;
  /** Settles when PostgreSQL is gone, asked or not. */
  readonly ended: Promise<ProcessEnd>;
  /** Drops everything in the database. */
  empty(): Promise<void>;
  /** Ends sessions, writes a checkpoint, and settles when PostgreSQL is gone. */
  stop(): Promise<void>;
};

const STARTS_WITHIN = 60_000;
const STOPS_WITHIN = 60_000;
const LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
// A failing statement and the values in a message's detail are contents: neither is for a log.
const QUIET_LOG = ['log_min_error_statement=panic', 'log_error_verbosity=terse', 'log_statement=none'];
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'fsync=on',
  'logging_collector=off',
  ...QUIET_LOG,
];

/**
 * Starts the PostgreSQL of the npm package on the cluster in `dataDir`, which it makes on the first start, and takes over
 * what a killed run has left.
 * @throws `start.no-binary`, `start.no-account`, `start.data-unwritable`, `start.data-in-use`, `start.data-version`,
 * `start.postgres`
 */
export async function startEmbeddedPostgres({ dataDir, log }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = preparePostgresFolder(dataDir);
  const binaries = postgresBinaries(folder.account);
  await takeOverCluster(folder);
  if (!existsSync(folder.cluster)) await makeCluster(folder, binaries, log);
  checkVersion(folder, binaries);
  const server = await launch(folder, binaries, log);
  try {
    await ensureDatabase(folder);
  } catch (error) {
    await server.stop(STOPS_WITHIN);
    throw postgresFault('could not be reached after it started', error);
  }
  return {
    url: addressOf(folder, 'comity'),
    pid: server.pid,
    dataDirectory: folder.cluster,
    ended: server.ended,
    async empty() {
      await asAdministrator(folder, async (client) => client.query('DROP DATABASE comity WITH (FORCE)'));
      await ensureDatabase(folder);
    },
    async stop() {
      await server.stop(STOPS_WITHIN);
      if (!folder.sockets.startsWith(folder.home)) rmSync(folder.sockets, { recursive: true, force: true });
    },
  };
}

/** The cluster appears under its name only when initdb is done: what a killed start leaves is never taken for one. */
async function makeCluster(
  folder: PostgresFolder,
  binaries: PostgresBinaries,
  log: (line: string) => void,
): Promise<void> {
  for (const name of readdirSync(folder.home)) {
    if (name.startsWith('new-')) rmSync(join(folder.home, name), { recursive: true, force: true });
  }
  const fresh = mkdtempSync(join(folder.home, 'new-'));
  if (folder.account !== undefined) chownSync(fresh, folder.account.uid, folder.account.gid);
  const args = ['-D', fresh, '-U', 'comity', '--auth=trust', '--no-instructions', ...LOCALE];
  const initdb = bound(folder, binaries.initdb, args);
  const lines = follow(initdb, log);
  const { code } = await initdb.ended;
  if (code !== 0) throw postgresFault('could not make its cluster', await lines.complaint());
  renameSync(fresh, folder.cluster);
}

function checkVersion(folder: PostgresFolder, binaries: PostgresBinaries): void {
  const made = Number.parseInt(readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8'), 10);
  if (made === binaries.major) return;
  throw startFault(
    'start.data-version',
    `The database in ${folder.home} cannot be opened`,
    `PostgreSQL ${String(made)} made it and this release brings PostgreSQL ${String(binaries.major)}`,
    'start the release that made it, or move it over with pg_dump and pg_restore',
  );
}

async function launch(
  folder: PostgresFolder,
  binaries: PostgresBinaries,
  log: (line: string) => void,
): Promise<BoundProcess> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const deadline = AbortSignal.timeout(STARTS_WITHIN);
  for (;;) {
    const server = bound(folder, binaries.postgres, ['-D', folder.cluster, '-k', folder.sockets, ...settings]);
    const lines = follow(server, log);
    if (await settlesReady(lines.ready, server.ended, deadline)) return server;
    await server.stop(STOPS_WITHIN);
    const complaint = await lines.complaint();
    if (deadline.aborted) throw postgresFault('was not ready in time', complaint);
    // Backends of a killed PostgreSQL end by themselves as soon as they notice.
    if (!complaint.includes('pre-existing shared memory block')) throw postgresFault('ended at once', complaint);
    await sleep(200);
  }
}

async function settlesReady(ready: Promise<void>, ended: Promise<unknown>, deadline: AbortSignal): Promise<boolean> {
  const late = deadline.aborted ? Promise.resolve() : once(deadline, 'abort');
  return Promise.race([ready.then(() => true), ended.then(() => false), late.then(() => false)]);
}

/** Hands each line on, remembers the last complaint, and tells when connections are taken. */
function follow(
  program: BoundProcess,
  log: (line: string) => void,
): { ready: Promise<void>; complaint(): Promise<string> } {
  let complaint = 'it gave no reason';
  const readers = program.streams.map((input) => createInterface({ input }));
  const closed = Promise.all(readers.map(async (reader) => once(reader, 'close')));
  const ready = new Promise<void>((resolve) => {
    for (const reader of readers) {
      reader.on('line', (line) => {
        log(line);
        if (/\b(?:FATAL|PANIC|error):/.test(line)) complaint = line.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/, '');
        if (line.includes('database system is ready to accept connections')) resolve();
      });
    }
  });
  return { ready, complaint: async () => closed.then(() => complaint) };
}

function bound(folder: PostgresFolder, command: string, args: readonly string[]): BoundProcess {
  const { account, home } = folder;
  // Nothing of this process's environment (PGDATA, PGOPTIONS, secrets) reaches it.
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return spawnBound({ command, args, cwd: home, env, account, stopSignal: 'SIGINT', output: 'pipe' });
}

async function ensureDatabase(folder: PostgresFolder): Promise<void> {
  await asAdministrator(folder, async (client) => {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = 'comity'");
    if (found.rowCount === 0) await client.query('CREATE DATABASE comity');
  });
}

async function asAdministrator(folder: PostgresFolder, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = await connected(addressOf(folder, 'postgres'));
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(100);
    }
  }
}

function addressOf(folder: PostgresFolder, database: string): string {
  return `postgresql://comity@/${database}?host=${encodeURIComponent(folder.sockets)}`;
}

function postgresFault(what: string, why: unknown): Error {
  return startFault(
    'start.postgres',
    `The embedded PostgreSQL ${what}`,
    wordsOf(why),
    'see postgres.log in the data folder, or give --database URL',
    why,
  );
}
