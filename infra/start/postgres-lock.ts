import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFault } from './faults.js';
import type { PostgresFolder } from './postgres-folder.js';

const LAST_ONE_STOPS_WITHIN = 60_000;

/**
 * Leaves the cluster free to be started by this process, and notes it as the owner. A lock whose process is gone, or whose
 * number another program has by now, counts for nothing. A PostgreSQL whose owner is gone is on its way down, or was left behind: it
 * is asked to stop and waited for. One whose owner lives is refused.
 * @throws `start.data-in-use`
 */
export async function takeOverCluster(folder: PostgresFolder): Promise<void> {
  const holder = postmasterOf(folder);
  if (holder !== undefined) {
    const owner = livingOwner(folder);
    if (owner !== undefined) throw inUse(folder, `process ${String(owner)} runs Comity on it`);
    await outlast(folder, holder);
  }
  if (existsSync(lockOf(folder))) disownLock(lockOf(folder));
  // Of the sockets folder only this cluster's PostgreSQL makes use, and none is alive.
  for (const name of readdirSync(folder.sockets)) rmSync(join(folder.sockets, name));
  writeFileSync(folder.owner, `${String(process.pid)}\n${commandLineOf(process.pid)}\n`);
}

function postmasterOf(folder: PostgresFolder): number | undefined {
  const pid = lockedBy(folder);
  return pid !== undefined && commandLineOf(pid).includes(folder.cluster) ? pid : undefined;
}

/**
 * PostgreSQL takes a dead process's lock over, but not one whose number lives on as another program or as a zombie. The lock
 * file must stay all the same: by the shared memory it names PostgreSQL sees backends that outlived their postmaster. The
 * number of PostgreSQL's own parent counts as nobody's.
 */
function disownLock(lock: string): void {
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^.*/, String(process.pid)));
}

function lockOf(folder: PostgresFolder): string {
  return join(folder.cluster, 'postmaster.pid');
}

function lockedBy(folder: PostgresFolder): number | undefined {
  return existsSync(lockOf(folder)) ? Math.abs(Number.parseInt(readFileSync(lockOf(folder), 'utf8'), 10)) : undefined;
}

async function outlast(folder: PostgresFolder, holder: number): Promise<void> {
  const began = performance.now();
  try {
    process.kill(holder, 'SIGINT');
  } catch {
    // Gone in this moment, or another account's: waiting tells which.
  }
  while (postmasterOf(folder) === holder) {
    if (performance.now() - began > LAST_ONE_STOPS_WITHIN) {
      throw inUse(folder, `PostgreSQL process ${String(holder)} holds it and does not stop`);
    }
    await sleep(50);
  }
}

function livingOwner(folder: PostgresFolder): number | undefined {
  if (!existsSync(folder.owner)) return undefined;
  const [number = '', ...words] = readFileSync(folder.owner, 'utf8').trimEnd().split('\n');
  const pid = Number.parseInt(number, 10);
  return pid > 0 && commandLineOf(pid) === words.join('\n') ? pid : undefined;
}

function inUse(folder: PostgresFolder, why: string): Error {
  return startFault(
    'start.data-in-use',
    `The database in ${folder.home} is in use`,
    why,
    'stop that one first, or give another folder by --data DIR',
  );
}

/** The command line of a process on one line; empty when there is no such process. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
      .replaceAll('\0', ' ')
      .replaceAll('\n', ' ')
      .trim();
  } catch {
    if (process.platform === 'linux') return '';
    const asked = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return asked.status === 0 ? asked.stdout.trim() : '';
  }
}
