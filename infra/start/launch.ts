import { writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startFault } from './faults.js';
import {
  demonstrationFolder,
  discardInterruptedFounding,
  foundDemonstration,
  foundingWasInterrupted,
} from './found-demonstration.js';
import { invitedTo } from './invitations.js';
import { keepAlive, type KeptService, type Service } from './keep-alive.js';
import { openLogFile } from './log-file.js';
import { makeLogKeys } from './log-keys.js';
import type { StartOptions } from './options.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './postgres.js';
import { makeDataFolder } from './postgres-folder.js';
import { freePort, startRelay, type RunningRelay } from './relay.js';
import { startWitness, type RunningWitness } from './witness.js';

const USUAL_PORT = 7420;

/** Where Comity is, and what there is to see. */
export type Scene = {
  readonly origin: string;
  readonly dataDir: string;
  /** Whether the relay serves the web client there. */
  readonly web: boolean;
  /** Folder of the demonstration network; undefined for an empty start. */
  readonly demonstration: string | undefined;
};

/** PostgreSQL, the witness, the relay and the demonstration: started in this order, stopped in the reverse one. */
export class Launch {
  readonly #started: KeptService<Service>[] = [];
  #relayKept: KeptService<RunningRelay> | undefined;
  readonly #options: StartOptions;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #report: (line: string) => void;

  /** @param report takes one line of progress, or of something that ended and is started again */
  constructor(
    options: StartOptions,
    environment: Readonly<Record<string, string | undefined>>,
    report: (line: string) => void,
  ) {
    this.#options = options;
    this.#environment = environment;
    this.#report = report;
  }

  /** Starts everything. @throws a fault of `faults.ts`, a sentence for the person who started it */
  async start(): Promise<Scene> {
    const dataDir = makeDataFolder(resolve(this.#options.data));
    const port = await this.#port(dataDir);
    const database = this.#options.database ?? (await this.#postgres(dataDir));
    const keysDir = makeLogKeys(dataDir);
    const witness = this.#options.empty ? undefined : await this.#witness(join(dataDir, 'witness'), keysDir);
    const relay = await this.#relay(
      port,
      dataDir,
      database,
      keysDir,
      witness === undefined ? [] : [witness.current.url],
    );
    const { origin } = relay.current;
    const founding = { dataDir, keysDir, report: this.#report };
    const demonstration = this.#options.empty ? undefined : await foundDemonstration(origin, founding);
    const { ok: web } = await fetch(origin, { method: 'HEAD' });
    return { origin, dataDir, web, demonstration };
  }

  /** Rejects when something that was started does not stay up; else stays pending. */
  async lost(): Promise<never> {
    return Promise.race(this.#started.map(async ({ lost }) => lost));
  }

  /** Kills the relay as a power cut would; it is started again by itself. */
  killRelay(): void {
    const pid = this.#relayKept?.current.pid;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  /** Stops whatever was started so far. */
  async stop(): Promise<void> {
    for (const service of this.#started.splice(0).reverse()) await service.stop();
  }

  async #keep<Kept extends Service>(name: string, start: () => Promise<Kept>): Promise<KeptService<Kept>> {
    const kept = await keepAlive(name, start, this.#report);
    this.#started.push(kept);
    return kept;
  }

  async #postgres(dataDir: string): Promise<string> {
    const logFile = openLogFile(join(dataDir, 'postgres.log'));
    const log = (line: string): void => void writeSync(logFile, `${line}\n`);
    const postgres = await this.#keep('PostgreSQL', async () => startEmbeddedPostgres({ dataDir, log }));
    if (!this.#options.empty && foundingWasInterrupted(dataDir)) await this.#beginAgain(dataDir, postgres.current);
    return postgres.current.url;
  }

  /** A network is founded by keys that are lost with the process that held them: half of one is of no use to anybody. */
  async #beginAgain(dataDir: string, postgres: EmbeddedPostgres): Promise<void> {
    this.#report('The demonstration network was only half founded when it was interrupted, and is founded anew.');
    await postgres.empty();
    for (const folder of ['keys', 'witness']) await rm(join(dataDir, folder), { recursive: true, force: true });
    await discardInterruptedFounding(dataDir);
  }

  /** One port for all its restarts: the relay is told only once where to ask. */
  async #witness(folder: string, keysDir: string): Promise<KeptService<RunningWitness>> {
    const options = { folder, keysDir, port: await freePort(0), environment: this.#environment };
    return this.#keep('The witness', async () => startWitness(options));
  }

  /** Devices and browsers of a demonstration know the relay by the address at which they were enrolled. */
  async #port(dataDir: string): Promise<number> {
    const { port, empty } = this.#options;
    const known = empty || foundingWasInterrupted(dataDir) ? undefined : await invitedTo(demonstrationFolder(dataDir));
    if (known !== undefined && (port ?? 0) !== 0 && port !== known) {
      const what = `The demonstration in ${dataDir} stays on port ${String(known)}`;
      const remedy = 'leave --port away, or found another demonstration by --data DIR';
      throw startFault('start.demonstration', what, 'its devices and browsers know it there', remedy);
    }
    return known ?? port ?? USUAL_PORT;
  }

  async #relay(
    wanted: number,
    dataDir: string,
    databaseUrl: string,
    keysDir: string,
    witnessUrls: readonly string[],
  ): Promise<KeptService<RunningRelay>> {
    if (this.#options.database !== undefined && !this.#options.empty && foundingWasInterrupted(dataDir)) {
      const why = 'its founding was interrupted, and a database that you gave is not emptied here';
      const remedy = 'give an empty database and another folder by --data DIR';
      throw startFault('start.demonstration', 'The demonstration network is of no use', why, remedy);
    }
    const port = await freePort(wanted);
    const logFile = join(dataDir, 'relay.log');
    const options = { port, databaseUrl, keysDir, logFile, witnessUrls, environment: this.#environment };
    this.#relayKept = await this.#keep('The relay', async () => startRelay(options));
    return this.#relayKept;
  }
}
