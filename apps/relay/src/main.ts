import 'reflect-metadata';
import { createRelay, listen, stop } from './platform/bootstrap.js';
import { configHelp, readConfig, StartFault } from './platform/config.js';
import { Fsck, formatReport } from './audit/fsck.js';
import { WebFiles } from './web/web-files.js';

const HELP = `comity relay: stores and forwards what it cannot read.

  main.js           serve
  main.js fsck      recompute everything that is stored and compare; --json for programs
  main.js --help    this text

Settings, from the environment: name, default, meaning.
${configHelp()}
`;

/** Exit codes: 0 stopped or clean, 1 fsck found something, 2 a setting or the database cannot be used. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = readConfig(process.env);
  const app = await createRelay(config);
  if (words[0] === 'fsck') {
    const report = await app.get(Fsck).run();
    process.stdout.write(`${words.includes('--json') ? JSON.stringify(report) : formatReport(report)}\n`);
    return report.clean ? 0 : 1;
  }
  if (words.length > 0) throw new StartFault(`${words.join(' ')} is not something the relay does; see --help.`);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
    if (config.stopWithParent) process.stdin.resume().once('end', resolve).once('error', resolve);
  });
  const origin = await listen(app, config);
  process.stdout.write(`comity relay listens on ${origin}\n`);
  const { fault } = app.get(WebFiles);
  if (fault !== undefined) process.stderr.write(`${fault}\n`);
  await stopped;
  await stop(app);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    error instanceof StartFault ? `${error.message}\n` : `The relay could not start: ${String(error)}\n`,
  );
  process.exitCode = 2;
}
// A timer or socket that somebody forgot must not keep a stopped relay alive.
process.exit();
