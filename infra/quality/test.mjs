// Everything: verify, then the levels that need PostgreSQL, several processes, a cheating relay, or a browser. Closes with one line of
// totals, in which each tool of verify counts as one.
import { showFaults, showTable, showTimes, totals } from './report.mjs';
import { runTests, withFolder } from './run.mjs';
import { verify } from './verify.mjs';

// Its tests keep time and leave a core free.
const RELIABILITY = 'tests/scenario/reliability';
const BROWSER = 'tests/e2e/web';
const LEVELS = [
  ['integration', 'integration', '100%'],
  ['scenario', 'scenario', '100%', '--testPathIgnorePatterns', RELIABILITY],
  ['reliability', 'scenario', '50%', '--testPathPatterns', RELIABILITY],
  ['hostile', 'hostile', '100%'],
];
// With a third worker pages wait for a core, and come too late for what they are measured by.
const E2E = [
  ['command line', 'e2e', '2', '--testPathIgnorePatterns', BROWSER],
  ['browser', 'e2e', '2', '--testPathPatterns', BROWSER],
];

const outcomes = await verify();
const levels = [];
const runLevel = async ([name, project, workers, ...which], options) => {
  const args = [`--maxWorkers=${workers}`, ...which];
  levels.push(await runTests(name, [project], { shown: true, minutes: 30, args, ...options }));
};
for (const level of LEVELS) await runLevel(level);
// Both work on copies of one demonstration, which is founded once.
await withFolder(async (folder) => {
  for (const level of E2E) await runLevel(level, { folder });
});
showFaults(levels);
showTable('tests', levels);
const everything = performance.now() / 1000;
showTimes([
  ['without the browser', everything - levels.at(-1).seconds],
  ['everything, once it is installed and built', everything],
]);

const all = [...outcomes, ...levels];
console.log('\nnot run');
console.log('  npm audit: asks the registry, which does not answer everywhere; `npm audit` asks it');
console.log('  full sizes of the reliability tests: `npm run soak`; speed: `npm run bench`');
for (const { name, passed, failed } of levels) if (passed + failed === 0) console.log(`  ${name}: has no tests`);
for (const { skipped } of all) for (const test of skipped ?? []) console.log(`  ${test}`);

const { passed, failed } = totals(all);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
