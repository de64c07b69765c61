import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { makeLogKeys } from '#infra/log-keys';
import { openLogFile } from '#infra/log-file';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#infra/postgres';
import { freePort, type RunningRelay, startRelay } from '#infra/relay';
import { formatVerifierKey, parsePrivateNoteKey } from '#tlog';
import { type NetworkFile, writeNetworkFile } from '../driver/index.js';
import { Child } from './child.js';
import { cpuSeconds, memoryHeld, type MemoryHeld } from './usage.js';
import type { Witness } from './witness.js';

// What one machine may ask is bounded in the product; here one machine stands for thousands.
const BEYOND = '1000000000';
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  COMITY_ADDRESS_REQUESTS_PER_MINUTE: BEYOND,
  COMITY_DEVICE_REQUESTS_PER_MINUTE: BEYOND,
  COMITY_DEVICE_EVENTS_PER_SECOND: '1000000',
  COMITY_STATEMENTS_PER_HOUR: '1000000',
  COMITY_LOG_LEVEL: 'warn',
};

/** The processes that are measured: an embedded PostgreSQL, a witness, a relay; all data in a folder that goes with them. */
export class Setting {
  private constructor(
    readonly folder: string,
    readonly postgres: EmbeddedPostgres,
    private readonly witness: Child,
    private readonly relayOptions: Parameters<typeof startRelay>[0],
    private relay: RunningRelay,
  ) {}

  /** @param profile - folder for the relay's CPU profile, which it writes when it stops */
  static async start({ profile = '' }: { profile?: string } = {}): Promise<Setting> {
    const folder = mkdtempSync(join(tmpdir(), 'comity-bench-'));
    const log = openLogFile(join(folder, 'postgres.log'));
    const dataDir = join(folder, 'data');
    const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => void writeSync(log, `${line}\n`) });
    const keysDir = makeLogKeys(folder);
    const [directory, audit] = (['directory', 'audit'] as const).map((name) =>
      verifierOf(join(keysDir, `${name}.key`)),
    );
    const logs = { directory: directory ?? '', audit: audit ?? '' };
    const witness = Child.start('./witness.js');
    const state = join(folder, 'witness');
    mkdirSync(state);
    const { url, key } = await witness.call<Witness>('witness', state, [logs.directory, logs.audit]);
    const relayOptions = {
      port: await freePort(0),
      databaseUrl: postgres.url,
      keysDir,
      witnessUrls: [url],
      logFile: join(folder, 'relay.log'),
      environment: { ...ENVIRONMENT, NODE_OPTIONS: `--import=${observer(join(folder, 'memory.json'), profile)}` },
    };
    const relay = await startRelay(relayOptions);
    const setting = new Setting(folder, postgres, witness, relayOptions, relay);
    writeNetworkFile(setting.networkFile, { logs, witnesses: { keys: [key], quorum: 1 } } satisfies NetworkFile);
    return setting;
  }

  /** The relay's origin; the same after a restart. */
  get url(): string {
    return this.relay.origin;
  }

  get networkFile(): string {
    return join(this.folder, 'network.json');
  }

  /** Seconds of CPU used so far. */
  cpu(): { readonly server: number; readonly database: number } {
    return { server: cpuSeconds(this.relay.pid), database: cpuSeconds(this.postgres.pid) };
  }

  /** What the relay holds after a full collection of garbage. */
  memory(): Promise<MemoryHeld> {
    return memoryHeld(this.relay.pid, join(this.folder, 'memory.json'));
  }

  /** A relay with a fresh heap, on the same data. */
  async restartRelay(): Promise<void> {
    await this.relay.stop();
    this.relay = await startRelay(this.relayOptions);
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.witness.stop();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The address of `observe.ts`, to be imported before a server. */
export function observer(out: string, profile = ''): string {
  const url = new URL('./observe.js', import.meta.url);
  url.search = new URLSearchParams({ out, profile }).toString();
  return url.href;
}

function verifierOf(keyFile: string): string {
  const { key } = parsePrivateNoteKey(readFileSync(keyFile, 'utf8').trim(), { publicKeyOf, signPublicNote });
  return formatVerifierKey(key);
}
