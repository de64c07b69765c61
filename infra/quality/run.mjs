// Runs one program of the tool chain, keeps what it says, and measures how long it took.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Outcome of `node <args>`: { name, ok, seconds, output }. With `shown`, what it says appears as it comes. */
export async function run(name, args, { shown = false, minutes = 20, environment = {} } = {}) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
  });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, minutes * 60_000);
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', resolve);
  });
  clearTimeout(limit);
  const output = Buffer.concat(chunks).toString('utf8') + (late ? `\nstopped after ${minutes} minutes\n` : '');
  return { name, ok: code === 0, seconds: (performance.now() - began) / 1000, output };
}

// Each file loads all its modules anew: with room for young objects, in MB, far less of them is copied.
const ROOM = '--max-semi-space-size=64';
const JEST = [ROOM, '--experimental-vm-modules', '--no-warnings=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** Calls `act` with a new folder for what the tests of one run share, which is taken away afterwards. */
export async function withFolder(act) {
  const folder = mkdtempSync(join(tmpdir(), 'comity-tests-'));
  // PostgreSQL's account passes through.
  chmodSync(folder, 0o711);
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Outcome of one or more Jest projects: as {@link run}, with the tests counted and what Jest did not run listed. With
 * `folder`, what its tests share lies there, for other runs too.
 */
export async function runTests(name, projects, options = {}) {
  if (options.folder === undefined) return withFolder((folder) => runTests(name, projects, { ...options, folder }));
  const { folder } = options;
  const file = join(folder, 'results.json');
  rmSync(file, { force: true });
  const args = [
    '--selectProjects',
    ...projects,
    '--passWithNoTests',
    // The verdict is in the results: a handle that a test left open must not hold up the levels after it.
    '--forceExit',
    '--json',
    `--outputFile=${file}`,
    ...(options.args ?? []),
  ];
  const ran = await run(name, [...JEST, ...args], { ...options, environment: { COMITY_TESTS_FOLDER: folder } });
  return { ...ran, ...counted(file, ran.ok) };
}

function counted(file, ok) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ok: false, passed: 0, failed: 1, skipped: [], failures: ['Jest left no results'] };
  }
  const tests = results.testResults.flatMap((suite) =>
    suite.assertionResults.map((test) => ({ ...test, suite: suite.name })),
  );
  const named = (test) => `${test.suite.replace(`${process.cwd()}/`, '')}: ${test.fullName}`;
  const skipped = tests
    .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
    .map(named);
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failures = [
    ...tests.filter(({ status }) => status === 'failed').map(named),
    ...broken.map((suite) => `${suite.name.replace(`${process.cwd()}/`, '')}: the file did not run`),
    // A skipped test is not run, and what is not run is not passed.
    ...skipped.map((test) => `${test} (skipped)`),
  ];
  // Jest may fail for a reason of its own, such as a handle that keeps it from ending.
  if (!ok && failures.length === 0) failures.push('Jest ended with an error');
  return { ok: failures.length === 0, passed: results.numPassedTests, failed: failures.length, skipped, failures };
}
