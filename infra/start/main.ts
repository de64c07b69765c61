import { writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codeOf } from '#primitives';
import { wordsOf } from './faults.js';
import { foundDemonstration, startWitnesses } from './found-demonstration.js';
import { keepAlive } from './keep-alive.js';
import { openLogFile } from './log-file.js';
import { makeLogKeys } from './log-keys.js';
import { parseStartOptions, START_HELP, type StartOptions } from './options.js';
import { startEmbeddedPostgres } from './postgres.js';
import { makeDataFolder } from './postgres-folder.js';
import { freePort, startRelay } from './relay.js';

// Started in this order, stopped in the reverse one.
const started: { stop(): Promise<void> }[] = [];
const report = (line: string): void => void process.stdout.write(`${line}\n`);

/** Everything up, and one screen printed; settles when something that was started cannot be kept alive. */
async function start(options: StartOptions): Promise<never> {
  const dataDir = makeDataFolder(resolve(options.data));
  const databaseUrl = options.database ?? (await database(dataDir));
  const keysDir = makeLogKeys(dataDir);
  const demonstration = options.empty ? undefined : { dataDir, report };
  const witnesses = demonstration && (await startWitnesses(demonstration));
  if (witnesses !== undefined) started.push(witnesses);
  const port = await freePort(options.port);
  const logFile = join(dataDir, 'relay.log');
  const relayOptions = {
    port,
    databaseUrl,
    keysDir,
    logFile,
    witnessUrls: witnesses?.urls ?? [],
    environment: process.env,
  };
  const relay = await keepAlive('The relay', async () => startRelay(relayOptions), report);
  started.push(relay);
  const { origin } = relay.current;
  const scene = demonstration ? await foundDemonstration(origin, demonstration) : [];
  report(screen(origin, dataDir, options, scene));
  return Promise.race([relay.lost, ...lost]);
}

const lost: Promise<never>[] = [];

async function database(dataDir: string): Promise<string> {
  const logFile = openLogFile(join(dataDir, 'postgres.log'));
  const log = (line: string): void => void writeSync(logFile, `${line}\n`);
  const postgres = await keepAlive('PostgreSQL', async () => startEmbeddedPostgres({ dataDir, log }), report);
  started.push(postgres);
  lost.push(postgres.lost);
  return postgres.current.url;
}

function screen(origin: string, dataDir: string, options: StartOptions, scene: readonly string[]): string {
  const place =
    options.database === undefined ? 'an embedded PostgreSQL, and its log' : 'in the database you gave; keys and log';
  return [
    '',
    'Comity runs.',
    '',
    `  relay   ${origin}`,
    `  data    ${dataDir} (${place})`,
    ...(scene.length === 0 ? [] : ['', ...scene]),
    '',
    '  Ctrl-C stops it; started again it finds its data.',
    '  npm start -- --help lists the options; npm start -- --empty --data DIR begins with nothing.',
    '',
  ].join('\n');
}

/** Settles when someone asks this process to stop, or the npm that started it is gone. */
async function askedToStop(): Promise<void> {
  const parent = process.ppid;
  await new Promise<void>((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        asked();
      });
    // npm hands no signal on that it cannot catch, so that a killed npm would leave this behind.
    if (process.env['npm_lifecycle_event'] !== undefined) {
      setInterval(() => {
        if (process.ppid !== parent) asked();
      }, 500).unref();
    }
  });
}

async function stopAll(): Promise<void> {
  for (const service of started.reverse()) await service.stop();
}

/** Exit codes: 0 stopped as asked, 1 a fault that the sentence on standard error explains. */
async function main(): Promise<number> {
  try {
    const options = parseStartOptions(process.argv.slice(2));
    if (options.help) {
      process.stdout.write(START_HELP);
      return 0;
    }
    await Promise.race([start(options), askedToStop()]);
    report('Stopping.');
    await stopAll();
    return 0;
  } catch (error) {
    process.stderr.write(`${codeOf(error)?.startsWith('start.') === true ? wordsOf(error) : faultOfOurs(error)}\n`);
    await stopAll();
    return 1;
  }
}

function faultOfOurs(error: unknown): string {
  return `Comity met a fault of its own and stops; please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

process.exit(await main());
