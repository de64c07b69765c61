import { spawnSync } from 'node:child_process';
import type { Account } from './bound-process.js';
import { startFault } from './faults.js';

// initdb looks its account up by number, so a spare number without a name does not do.
const CANDIDATES = ['comity', 'postgres', 'nobody', 'daemon'];

/**
 * The account for PostgreSQL, which refuses to run as root: undefined where this process is not root; else the owner of
 * the existing data, or the first of a few that systems have for such programs. Nothing is created on the system.
 * @param owner numbers of the owner of the existing data
 * @throws `start.no-account`
 */
export function postgresAccount(owner: { uid: number; gid: number } | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (owner !== undefined && owner.uid !== 0) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && uid !== 0 && gid !== undefined) return { name, uid, gid };
  }
  throw startFault(
    'start.no-account',
    'The embedded PostgreSQL cannot start',
    `it refuses to run as root, and this machine has none of the accounts ${CANDIDATES.join(', ')}`,
    'create one (useradd --system comity), run as another user, or give --database URL',
  );
}

/** Whether the account can go to a folder, asked of the system itself because permissions are more than mode bits. */
export function canReach(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', uid, gid, stdio: 'ignore' }).status === 0;
}

function idOf(which: '-u' | '-g', name: string): number | undefined {
  const asked = spawnSync('id', [which, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const id = Number.parseInt(asked.stdout, 10);
  return asked.status === 0 && Number.isSafeInteger(id) && id >= 0 ? id : undefined;
}
