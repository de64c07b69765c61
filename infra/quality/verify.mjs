// Everything that is checked without a database or a network: types, lint, form, imports, dead code, notes, unit tests and
// vectors. `npm run verify` locally and in CI alike.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COVERED, uncovered } from './coverage.mjs';
import { run, runTests } from './run.mjs';
import { showFaults, showTable } from './report.mjs';

const bin = (path) => join('node_modules', path);

// Two lanes for two cores, and then the unit tests on both.
const LANES = [
  [['types and lint', bin('oxlint/bin/oxlint'), '-c', 'oxlint.config.mjs', '--type-check']],
  [
    ['form', bin('oxfmt/bin/oxfmt'), '--check'],
    ['notes', 'infra/quality/notes.mjs'],
    [
      'dependency-cruiser',
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'libs',
      'apps',
      'infra/start',
      'tests',
    ],
    ['knip', bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
  ],
];

/** Runs every check, prints a table, and returns the outcomes. */
export async function verify() {
  const tools = await Promise.all(
    LANES.map(async (lane) => {
      const outcomes = [];
      for (const [name, ...args] of lane) outcomes.push(await run(name, args));
      return outcomes;
    }),
  );
  const outcomes = [...tools.flat(), ...(await unitTests())];
  showFaults(outcomes);
  showTable('verify', outcomes);
  return outcomes;
}

async function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), 'comity-coverage-'));
  try {
    const measured = [
      '--coverage',
      '--coverageReporters=json',
      `--coverageDirectory=${folder}`,
      ...COVERED.map((glob) => `--collectCoverageFrom=${glob}`),
    ];
    // What a worker keeps of the modules of each file makes its garbage dearer to collect.
    const workers = ['--maxWorkers=100%', '--workerIdleMemoryLimit=400MB'];
    const tests = await runTests('unit and vectors', ['unit', 'vectors'], { args: [...workers, ...measured] });
    const missed = uncovered(join(folder, 'coverage-final.json'));
    const output = missed.map((place) => `${place} is reached by no unit test of the covered libs\n`).join('');
    return [tests, { name: 'coverage', ok: missed.length === 0, seconds: 0, output }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcomes = await verify();
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
}
