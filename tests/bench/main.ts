import { Bench } from './bench.js';
import type { Figure } from './figure.js';
import { HELP, parseOptions, type Options } from './options.js';
import { asTable, type Report } from './report.js';
import { serve } from './serve.js';
import { describeMachine } from './setting/machine.js';
import { FULL_SIZES, QUICK_SIZES, TARGET_SIZES } from './sizes.js';
import { workloads } from './workloads/index.js';

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

async function measure(options: Options): Promise<Report> {
  const sizes = options.quick ? 'quick' : options.full ? 'full' : 'targets';
  const bench = new Bench(
    { quick: QUICK_SIZES, full: FULL_SIZES, targets: TARGET_SIZES }[sizes],
    options.profile,
    progress,
  );
  const names = options.only.length === 0 ? Object.keys(workloads) : options.only;
  const figures: Figure[] = [];
  const failed: { workload: string; reason: string }[] = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void bench.stop().finally(() => process.exit(130)));
  try {
    const needsServers = names.some((name) => workloads[name]?.servers === true);
    const machine = needsServers ? await describeMachine((await bench.setting()).postgres.url) : undefined;
    for (const name of names) {
      const began = performance.now();
      try {
        const found = (await workloads[name]?.run(bench)) ?? [];
        figures.push(...(options.quick ? found.map(withoutVerdict) : found));
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failed.push({ workload: name, reason });
      }
      progress(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
    return { machine, sizes, figures, failed };
  } finally {
    await bench.stop();
  }
}

/** Sizes of a smoke test say that something runs, and nothing of how well. */
function withoutVerdict({ met: _met, ...figure }: Figure): Figure {
  return figure;
}

/** Exit codes: 0 measured, whatever the verdicts; 1 a workload could not run; 2 not understood. */
async function main(): Promise<number> {
  const list = Object.entries(workloads).map(([name, { words }]) => `  ${name.padEnd(13)}${words}\n`);
  let options: Options;
  try {
    options = parseOptions(process.argv.slice(2));
    const unknown = options.only.find((name) => workloads[name] === undefined);
    if (unknown !== undefined) throw new TypeError(`there is no workload ${unknown}`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}${list.join('')}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(HELP + list.join(''));
    return 0;
  }
  if (options.serve) {
    await serve(progress);
    return 0;
  }
  const report = await measure(options);
  process.stdout.write(`${options.json ? JSON.stringify(report, undefined, 2) : asTable(report)}\n`);
  return report.failed.length === 0 ? 0 : 1;
}

process.exit(await main());
