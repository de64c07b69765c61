import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  try {
    return prepare(dataDir);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const remedy = 'give a folder of your own by --data DIR, or let the account that made it start Comity';
    throw startFault('start.data-unwritable', `The data folder ${dataDir} cannot be used`, wordsOf(error), remedy, error);
  }
}

function prepare(dataDir: string): PostgresFolder {
  const untouched = !existsSync(dataDir) || readdirSync(dataDir).length === 0;
  mkdirSync(dataDir, { recursive: true });
  // Passing through is allowed to all, looking inside to the owner alone: PostgreSQL's account may be another.
  if (untouched) chmodSync(dataDir, 0o711);
  const data = realpathSync(dataDir);
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
  const sockets = Buffer.byteLength(below) <= LONGEST_SOCKET_FOLDER ? below : join(shortFolder(), `comity-${nameFor(home)}`);
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
    if (us !== 0 || found.uid !== 0 || readdirSync(folder).length > 0) throw systemError(`${folder} belongs to another account`);
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

function systemError(message: string): Error {
  return Object.assign(new Error(message), { syscall: 'open' });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
