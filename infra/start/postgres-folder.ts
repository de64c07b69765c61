import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canReach, postgresAccount } from './account.js';
import type { Account } from './bound-process.js';
import { startFault, wordsOf } from './faults.js';

/** Where the embedded PostgreSQL keeps what it keeps; every folder is its account's own. */
export type PostgresFolder = {
  readonly account: Account | undefined;
  readonly home: string;
  /** The cluster; it exists only when it is complete. */
  readonly cluster: string;
  /** Holds the unix socket; short enough for its address. */
  readonly sockets: string;
  /** Number and name of the process that started PostgreSQL last. */
  readonly owner: string;
};

const AWAY = '/var/lib/comity';
// A unix socket's address holds 104 bytes on macOS and 108 on Linux, of which `/.s.PGSQL.5432` takes 14.
const LONGEST_SOCKET_FOLDER = 86;

/**
 * Makes the folders of the embedded PostgreSQL below `dataDir`. For root it also decides the account they belong to; where
 * that account cannot reach `dataDir`, the cluster lives under /var/lib/comity and a file beside tells where.
 * @throws `start.data-unwritable`, `start.no-account`
 */
export function preparePostgresFolder(dataDir: string): PostgresFolder {
  const data = makeDataFolder(dataDir);
  try {
    return prepare(data);
  } catch (error) {
    throw isSystemError(error) ? unwritable(dataDir, error) : error;
  }
}

/**
 * Makes Comity's data folder when it is absent. A new one may be passed through by all, since PostgreSQL's account may be
 * another, and looked into by its owner alone; one with something in it is left as it is.
 * @returns its real path
 * @throws `start.data-unwritable`
 */
export function makeDataFolder(dataDir: string): string {
  try {
    const untouched = !existsSync(dataDir) || readdirSync(dataDir).length === 0;
    makeWay(dataDir);
    if (untouched) chmodSync(dataDir, 0o711);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(dataDir);
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

// One by one: asked for all at once, Node tries for ever where a file system lets nobody make a folder, as /proc does.
function makeWay(folder: string): void {
  if (existsSync(folder)) return;
  makeWay(dirname(folder));
  mkdirSync(folder);
}

function prepare(data: string): PostgresFolder {
  const pointer = join(data, 'postgres.location');
  const near = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(data, 'postgres');
  const account = postgresAccount(ownerOf(near));
  const home = existsSync(pointer) || canReach(account, data) ? near : join(AWAY, nameFor(data));
  if (home !== near) {
    mkdirSync(AWAY, { recursive: true, mode: 0o711 });
    writeFileSync(pointer, `${home}\n`);
  }
  own(home, account);
  const below = join(home, 'socket');
  const sockets =
    Buffer.byteLength(below) <= LONGEST_SOCKET_FOLDER ? below : join(shortFolder(), `comity-${nameFor(home)}`);
  own(sockets, account);
  return { account, home, cluster: join(home, 'cluster'), sockets, owner: join(data, 'postgres.owner') };
}

/** A private folder of the account: made when absent, refused when it is another's. */
function own(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const us = process.getuid?.();
  const owner = account?.uid ?? us;
  if (!found.isDirectory()) throw systemError(`${folder} is not a folder`);
  if (found.uid !== owner) {
    if (us !== 0 || found.uid !== 0 || readdirSync(folder).length > 0)
      throw systemError(`${folder} belongs to another account`);
    if (account !== undefined) chownSync(folder, account.uid, account.gid);
  }
  if ((found.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  return existsSync(folder) ? statSync(folder) : undefined;
}

function nameFor(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16);
}

/** Root's own temporary folder may be closed to the account. */
function shortFolder(): string {
  return process.getuid?.() === 0 ? '/tmp' : tmpdir();
}

function unwritable(dataDir: string, error: unknown): Error {
  const remedy = 'give a folder of your own by --data DIR, or let the account that made it start Comity';
  return startFault(
    'start.data-unwritable',
    `The data folder ${dataDir} cannot be used`,
    wordsOf(error),
    remedy,
    error,
  );
}

function systemError(message: string): Error {
  return Object.assign(new Error(message), { syscall: 'open' });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
