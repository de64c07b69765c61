import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { TestRelay } from './relay.js';

const MAIN = 'dist/apps/relay/src/main.js';

/** The built relay in a process of its own, beside one under test: the same database, keys and witness. */
export class RelayProcess {
  #child: ChildProcess | undefined;
  /** How often it was killed. */
  kills = 0;

  private constructor(
    private readonly beside: TestRelay,
    private readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** @param environment - settings of its own */
  static async beside(relay: TestRelay, environment: Readonly<Record<string, string>> = {}): Promise<RelayProcess> {
    const process = new RelayProcess(relay, await aFreePort(), environment);
    await process.starts();
    return process;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  async starts(): Promise<void> {
    const { databaseUrl, keysDir, witnessUrls } = this.beside.config;
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: '/usr/local/bin:/usr/bin:/bin',
        COMITY_DATABASE_URL: databaseUrl,
        COMITY_KEYS_DIR: keysDir,
        COMITY_WITNESS_URLS: witnessUrls.join(','),
        COMITY_PORT: String(this.port),
        COMITY_LOG_LEVEL: 'silent',
        COMITY_STOP_WITH_PARENT: '1',
        ...this.environment,
      },
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('listens')) return;
    throw new Error('the relay process did not start');
  }

  /** Resident memory, bytes, where the system tells it (Linux); 0 elsewhere. */
  memory(): number {
    try {
      const [, pages = '0'] = readFileSync(`/proc/${String(this.#child?.pid)}/statm`, 'utf8').split(' ');
      return Number(pages) * 4096;
    } catch {
      return 0;
    }
  }

  /** SIGKILL; settles when it is gone. */
  async isKilled(): Promise<void> {
    if (this.#child === undefined) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
    this.#child = undefined;
    this.kills++;
  }
}

async function aFreePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
