import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import pg from 'pg';

/** What the figures were measured on. */
export interface Machine {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** The load of the minute before: more than a fraction means that something else took part in the run. */
  readonly loadBefore: number;
  readonly postgres: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
}

/** Describes this machine and the database behind a url. */
export async function describeMachine(databaseUrl: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; fsync: string; commit: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit`,
    );
    return {
      node: process.version,
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      system: execFileSync('uname', ['-sr'], { encoding: 'utf8' }).trim(),
      loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
      postgres: rows[0]?.version ?? 'unknown',
      fsync: rows[0]?.fsync ?? 'unknown',
      synchronousCommit: rows[0]?.commit ?? 'unknown',
    };
  } finally {
    await client.end();
  }
}
