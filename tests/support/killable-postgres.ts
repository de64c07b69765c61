import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#infra/postgres';
import type { TestRelay } from './relay.js';

/** The PostgreSQL under a relay, to be killed and started again on what it left. */
export class KillablePostgres {
  #again: EmbeddedPostgres | undefined;

  private constructor(
    private readonly cluster: string,
    private pid: number,
  ) {}

  static async of(relay: TestRelay): Promise<KillablePostgres> {
    const [row] = await relay.sql<{ data_directory: string }>('show data_directory');
    const cluster = row?.data_directory ?? '';
    return new KillablePostgres(
      cluster,
      Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]),
    );
  }

  /** SIGKILL of the server; its backends notice and end. */
  async isKilled(): Promise<void> {
    process.kill(this.pid, 'SIGKILL');
    await sleep(200);
  }

  async starts(): Promise<void> {
    this.#again = await startEmbeddedPostgres({ dataDir: dirname(dirname(this.cluster)), log: () => undefined });
    this.pid = Number(readFileSync(join(this.cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  }

  async stops(): Promise<void> {
    await this.#again?.stop();
  }
}
