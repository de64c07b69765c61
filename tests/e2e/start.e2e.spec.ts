import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { invitees } from '#infra/invitations';

const children: ChildProcessWithoutNullStreams[] = [];
const folders: string[] = [];

function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'comity-start-')));
  folders.push(folder);
  return folder;
}

/** The built launcher, as `npm start -- --empty` runs it. */
function start(dataDir: string, ...words: string[]): { child: ChildProcessWithoutNullStreams; said(): string } {
  const args = ['dist/infra/start/main.js', '--empty', '--data', dataDir, '--port', '0', ...words];
  const child = spawn(process.execPath, args);
  children.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text };
}

async function started(dataDir: string, ...words: string[]) {
  const run = start(dataDir, ...words);
  await until(() => /relay {3}(http:\S+)[^]*--help lists/.test(run.said()) || run.child.exitCode !== null);
  const origin = /relay {3}(http:\S+)/.exec(run.said())?.[1];
  if (origin === undefined) throw new Error(run.said());
  return { ...run, origin };
}

async function until(holds: () => boolean): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > 50_000) throw new Error('it never came to pass');
    await sleep(20);
  }
}

/** Command lines of the processes that name the folder; only Linux tells them without help. */
function processesOn(folder: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      try {
        return `${readFileSync(`/proc/${pid}/cmdline`, 'utf8')} ${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
      } catch {
        return '';
      }
    })
    .filter((words) => words.includes(folder));
}

describe('npm start', () => {
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const folder of folders.splice(0)) {
      await until(() => processesOn(folder).length === 0);
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('serves, and leaves no process when it is asked to stop', async () => {
    const folder = aFolder();
    const { child, origin } = await started(folder);
    expect((await fetch(`${origin}/ready`)).status).toBe(200);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    // Whoever watched over what has stopped was killed, and may be a moment in going.
    await until(() => processesOn(folder).length === 0);
  });

  it('finds its data when the run before was killed a moment ago', async () => {
    const folder = aFolder();
    const first = await started(folder);
    const keys = readFileSync(join(folder, 'keys', 'audit.key'), 'utf8');
    first.child.kill('SIGKILL');
    const second = await started(folder);
    expect((await fetch(`${second.origin}/ready`)).status).toBe(200);
    expect(readFileSync(join(folder, 'keys', 'audit.key'), 'utf8')).toBe(keys);
  });

  it.each([50, 200, 400, 800, 1600])(
    'recovers when it was killed %i ms after it was first started',
    async (milliseconds) => {
      const folder = aFolder();
      const { child } = start(folder);
      await sleep(milliseconds);
      child.kill('SIGKILL');
      const { origin } = await started(folder);
      expect((await fetch(`${origin}/ready`)).status).toBe(200);
    },
  );

  it('starts PostgreSQL and the relay again when they are killed', async () => {
    const folder = aFolder();
    const { origin, said } = await started(folder);
    const postmaster = Number.parseInt(readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'), 10);
    process.kill(postmaster, 'SIGKILL');
    await until(() => said().includes('PostgreSQL ended (SIGKILL) and is started again.'));
    let ready = false;
    for (let attempt = 0; attempt < 1_500 && !ready; attempt++) {
      ready = await fetch(`${origin}/ready`).then(
        (response) => response.ok,
        () => false,
      );
      await sleep(20);
    }
    expect(ready).toBe(true);
  });

  it('refuses in a sentence a folder on which another start runs', async () => {
    const folder = aFolder();
    await started(folder);
    const second = start(folder);
    expect(await once(second.child, 'close')).toEqual([1, null]);
    expect(second.said()).toMatch(
      /^The database in \S+ is in use: process \d+ runs Comity on it; stop that one first[^.]*\.\n$/,
    );
  });

  it('refuses in a sentence a port on which another program listens', async () => {
    const { origin } = await started(aFolder());
    const second = start(aFolder(), '--port', new URL(origin).port);
    expect(await once(second.child, 'close')).toEqual([1, null]);
    expect(second.said()).toMatch(/^Port \d+ of 127\.0\.0\.1 cannot be used: another program listens on it; /);
  });

  it('refuses in a sentence a port on which nobody of a demonstration would find it', async () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'demonstration', 'invitations'), { recursive: true });
    const invitation = JSON.stringify({ relay: 'http://127.0.0.1:7420' });
    writeFileSync(join(folder, 'demonstration', 'invitations', `${invitees[0]?.slug ?? ''}.json`), invitation);
    const child = spawn(process.execPath, ['dist/infra/start/main.js', '--data', folder, '--port', '7431']);
    children.push(child);
    const [said, ended] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([ended, said]).toEqual([
      [1, null],
      expect.stringMatching(
        /^The demonstration in \S+ stays on port 7420: its devices and browsers know it there; leave --port away, [^.]*\.\n$/,
      ),
    ]);
  });
});
