import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#infra/postgres';
import { codeOf } from '#primitives';

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
/** A folder whose cluster is made, which takes a second: for the tests that ask what comes after. */
const made = anyFolder();

function anyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'comity-pg-')));
}

/** An empty folder of one test. */
function aFolder(): string {
  const folder = anyFolder();
  folders.push(folder);
  return folder;
}

async function aServer(dataDir: string, log: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log });
  servers.push(server);
  return server;
}

/** Another process, of the built product, that runs PostgreSQL on the folder until it is killed. */
async function anotherProcess(dataDir: string): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const program = `
    import { startEmbeddedPostgres } from '#infra/postgres';
    const { url, pid } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
    console.log(JSON.stringify({ url, pid }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { url: string; pid: number }) };
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function refusal(act: () => Promise<unknown>): Promise<{ code: string | undefined; message: string }> {
  try {
    await act();
  } catch (error) {
    return { code: codeOf(error), message: error instanceof Error ? error.message : '' };
  }
  return { code: undefined, message: '' };
}

async function gone(pid: number): Promise<void> {
  const isThere = (): boolean => {
    try {
      process.kill(pid, 0);
      return !/\) Z /.test(
        existsSync(`/proc/${String(pid)}/stat`) ? readFileSync(`/proc/${String(pid)}/stat`, 'utf8') : '',
      );
    } catch {
      return false;
    }
  };
  while (isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the embedded PostgreSQL', () => {
  beforeAll(async () => {
    const server = await startEmbeddedPostgres({ dataDir: made, log: () => undefined });
    await server.stop();
  }, 60_000);

  afterAll(() => {
    rmSync(made, { recursive: true, force: true });
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    for (const server of servers.splice(0)) await server.stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('answers over a unix socket alone, with fsync on, in UTF-8', async () => {
    const server = await aServer(made);
    const settings = `select current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
      current_setting('listen_addresses'), current_setting('server_encoding'), current_user::text, current_database()::text`;
    expect(await ask(server.url, settings)).toEqual(['on', 'on', 'on', '', 'UTF8', 'comity', 'comity']);
    expect(Number((await ask(server.url, 'show server_version_num'))[0])).toBeGreaterThanOrEqual(180_000);
  });

  it('does not run as root and keeps its folder closed to others', async () => {
    const server = await aServer(made);
    const { uid, mode } = statSync(server.dataDirectory);
    expect(uid).not.toBe(0);
    expect(mode & 0o077).toBe(0);
  });

  it('keeps its data when it is stopped and started again', async () => {
    const first = await aServer(made);
    await ask(first.url, 'create table stopped (n int)');
    await ask(first.url, 'insert into stopped values (7)');
    await first.stop();
    const second = await aServer(made);
    expect(await ask(second.url, 'select n from stopped')).toEqual([7]);
  });

  it('logs neither a failing statement nor the values in it', async () => {
    const lines: string[] = [];
    const server = await aServer(made, (line) => lines.push(line));
    await ask(server.url, 'create table told (word text primary key)');
    await ask(server.url, "insert into told values ('canary-4711')");
    await expect(ask(server.url, "insert into told values ('canary-4711')")).rejects.toThrow('duplicate key');
    await server.stop();
    expect(lines.join('\n')).toContain('duplicate key');
    expect(lines.join('\n')).not.toContain('canary-4711');
  });

  it('ends when its parent is killed, and what was committed is there for the next', async () => {
    const { child, url, pid } = await anotherProcess(made);
    await ask(url, 'create table orphaned as select 1 as n');
    child.kill('SIGKILL');
    await gone(pid);
    expect(await ask((await aServer(made)).url, 'select n from orphaned')).toEqual([1]);
  });

  it('waits for the one that is on its way down when it is started at once after a kill', async () => {
    const { child, url } = await anotherProcess(made);
    await ask(url, 'create table hurried as select 1 as n');
    child.kill('SIGKILL');
    expect(await ask((await aServer(made)).url, 'select n from hurried')).toEqual([1]);
  });

  it('recovers when PostgreSQL itself is killed, and tells its end', async () => {
    const first = await aServer(made);
    await ask(first.url, 'create table killed as select 1 as n');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const second = await aServer(made);
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select n from killed')).toEqual([1]);
  });

  it('takes a lock over whose process number is another program by now', async () => {
    const first = await aServer(made);
    const lock = join(first.dataDirectory, 'postmaster.pid');
    const left = readFileSync(lock, 'utf8');
    await first.stop();
    writeFileSync(lock, left.replace(/^\d+/, '1'));
    expect(await ask((await aServer(made)).url, 'select 1')).toEqual([1]);
  });

  it('refuses a folder that another process runs on', async () => {
    const { child, url } = await anotherProcess(made);
    const { code, message } = await refusal(async () => aServer(made));
    expect(code).toBe('start.data-in-use');
    expect(message).toMatch(
      new RegExp(`^The database in \\S+ is in use: process ${String(child.pid)} .*; stop that one first`),
    );
    expect(await ask(url, 'select 1')).toEqual([1]);
  });

  it('begins anew when a first start was killed before its cluster was complete', async () => {
    const folder = aFolder();
    const first = await aServer(folder);
    await first.stop();
    rmSync(first.dataDirectory, { recursive: true });
    writeFileSync(join(first.dataDirectory, '..', 'new-left'), 'half made');
    const second = await aServer(folder);
    expect(await ask(second.url, 'select 1')).toEqual([1]);
    expect(existsSync(join(first.dataDirectory, '..', 'new-left'))).toBe(false);
  });

  it('refuses data that another version of PostgreSQL made', async () => {
    const folder = aFolder();
    const first = await aServer(folder);
    await first.stop();
    writeFileSync(join(first.dataDirectory, 'PG_VERSION'), '99\n');
    expect((await refusal(async () => aServer(folder))).code).toBe('start.data-version');
  });

  it('says in a sentence that the data folder cannot be used when it is a file', async () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, '');
    const { code, message } = await refusal(async () => aServer(file));
    expect(code).toBe('start.data-unwritable');
    expect(message).toMatch(/^The data folder \S+ cannot be used: .*; give a folder of your own by --data DIR/);
  });

  it('finds a short place for its socket when the data folder has a long name', async () => {
    const folder = aFolder();
    chmodSync(folder, 0o711);
    const server = await aServer(join(folder, 'd'.repeat(120)));
    expect(await ask(server.url, 'select 1')).toEqual([1]);
    const socketFolder = new URL(server.url.replace('comity@/', 'comity@h/')).searchParams.get('host') ?? '';
    await server.stop();
    expect(Buffer.byteLength(socketFolder)).toBeLessThanOrEqual(86);
    expect(existsSync(socketFolder)).toBe(false);
  });

  it('keeps the cluster elsewhere, the same each time, when root gives a folder that its account cannot reach', async () => {
    // mkdtemp made it for its owner alone.
    const folder = join(aFolder(), 'data');
    const first = await aServer(folder);
    await ask(first.url, 'create table kept as select 1 as n');
    await first.stop();
    if (process.getuid?.() === 0) {
      const home = readFileSync(join(folder, 'postgres.location'), 'utf8').trim();
      folders.push(home);
      expect(first.dataDirectory).toBe(join(home, 'cluster'));
    } else {
      expect(first.dataDirectory).toBe(join(folder, 'postgres', 'cluster'));
    }
    expect(await ask((await aServer(folder)).url, 'select n from kept')).toEqual([1]);
  });
});
