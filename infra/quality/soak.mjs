// The reliability tests and recovery from an archive at full size, once with each of three seeds; `npm test` runs a tenth of it with one.
import { showFaults, showTable } from './report.mjs';
import { runTests } from './run.mjs';

const SEEDS = ['1', '2', '3'];
const HOURS = 3;

process.env.COMITY_SOAK = '1';
const outcomes = [];
for (const seed of SEEDS) {
  process.env.COMITY_SEED = seed;
  // One file after another: they keep time.
  const args = ['--maxWorkers=1', '--testPathPatterns', 'tests/scenario/(reliability|archive)'];
  outcomes.push(await runTests(`soak, seed ${seed}`, ['scenario'], { shown: true, minutes: HOURS * 60, args }));
}
showFaults(outcomes);
showTable('soak', outcomes);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
