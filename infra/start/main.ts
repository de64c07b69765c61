import { codeOf } from '#primitives';
import { wordsOf } from './faults.js';
import { Launch, type Scene } from './launch.js';
import { parseStartOptions, START_HELP, type StartOptions } from './options.js';
import { Reception } from './reception.js';

const report = (line: string): void => void process.stdout.write(`${line}\n`);

function screen({ origin, dataDir, web }: Scene, options: StartOptions, demonstration: readonly string[]): string {
  const holds =
    options.database === undefined
      ? 'an embedded PostgreSQL, keys, logs'
      : 'keys and logs; the rest is in your database';
  return [
    '',
    'Comity runs.',
    '',
    web ? `  web     ${origin}` : '  web     none is served: COMITY_WEB says so, or relay.log why',
    `  relay   ${origin}`,
    `  data    ${dataDir} (${holds})`,
    ...(demonstration.length === 0 ? [] : ['', ...demonstration]),
    '',
    'Ctrl-C stops it; started again it finds its data.',
    'npm start -- --empty --data DIR begins without a demonstration; npm start -- --help lists the options.',
    '',
  ].join('\n');
}

/** Settles when someone asks this process to stop, or the npm that started it is gone. */
async function askedToStop(): Promise<void> {
  const parent = process.ppid;
  await new Promise<void>((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        asked();
      });
    }
    // A killed npm takes nothing with it, and whoever killed it means this process too.
    if (process.env['npm_lifecycle_event'] === undefined) return;
    setInterval(() => {
      if (process.ppid !== parent) asked();
    }, 500).unref();
  });
}

async function runUntilLost(launch: Launch, options: StartOptions, stopping: AbortSignal): Promise<never> {
  const scene = await launch.start();
  const { origin, web, demonstration: folder } = scene;
  const reception = folder === undefined ? undefined : new Reception({ folder, origin, web, report, stopping });
  report(screen(scene, options, (await reception?.open()) ?? []));
  reception?.ask();
  return launch.lost();
}

/** Exit codes: 0 stopped as asked, 1 a fault that the sentence on standard error explains. */
async function main(words: readonly string[]): Promise<number> {
  let launch: Launch | undefined;
  const stopping = new AbortController();
  try {
    const options = parseStartOptions(words);
    if (options.help) {
      process.stdout.write(START_HELP);
      return 0;
    }
    launch = new Launch(options, process.env, report);
    await Promise.race([runUntilLost(launch, options, stopping.signal), askedToStop()]);
    report('Stopping.');
    stopping.abort();
    await launch.stop();
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    await launch?.stop();
    return 1;
  }
}

function sentenceOf(error: unknown): string {
  if (codeOf(error)?.startsWith('start.') === true) return wordsOf(error);
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Comity met a fault of its own and stops; please report what follows: ${trace}`;
}

// Children are bound to this process: whatever is still starting ends with it.
process.exit(await main(process.argv.slice(2)));
