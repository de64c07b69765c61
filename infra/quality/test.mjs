// Everything: verify, then the levels that need PostgreSQL, several processes, or a cheating relay. Closes with one line of
// totals, in which each tool of verify counts as one.
import { showFaults, showTable, totals } from './report.mjs';
import { runTests } from './run.mjs';
import { verify } from './verify.mjs';

// Its tests keep time and leave a core free. With a third worker of e2e pages wait for a core, and come too late for what they
// are measured by.
const RELIABILITY = 'tests/scenario/reliability';
const LEVELS = [
  ['integration', 'integration', '100%'],
  ['scenario', 'scenario', '100%', '--testPathIgnorePatterns', RELIABILITY],
  ['reliability', 'scenario', '50%', '--testPathPatterns', RELIABILITY],
  ['hostile', 'hostile', '100%'],
  ['e2e', 'e2e', '2'],
];

const outcomes = await verify();
const levels = [];
for (const [name, level, workers, ...which] of LEVELS) {
  const args = [`--maxWorkers=${workers}`, ...which];
  levels.push(await runTests(name, [level], { shown: true, minutes: 30, args }));
}
showFaults(levels);
showTable('tests', levels);

const all = [...outcomes, ...levels];
console.log('\nnot run');
console.log('  npm audit: asks the registry, which does not answer everywhere; `npm audit` asks it');
console.log('  full sizes of the reliability tests: `npm run soak`; speed: `npm run bench`');
for (const { name, passed, failed } of levels) if (passed + failed === 0) console.log(`  ${name}: has no tests`);
for (const { skipped } of all) for (const test of skipped ?? []) console.log(`  ${test}`);

const { passed, failed } = totals(all);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
