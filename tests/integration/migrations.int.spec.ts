import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createRelay, stop } from '#relay/platform/bootstrap';
import { readConfig } from '#relay/platform/config';
import { aDatabase, aKeysFolder, endRelays } from '../support/relay.js';

let url: string;
let owner: pg.Client;

const settings = () =>
  readConfig({ COMITY_DATABASE_URL: url, COMITY_KEYS_DIR: aKeysFolder(), COMITY_LOG_LEVEL: 'silent' });

async function asRelay(sql: string): Promise<string> {
  await owner.query('begin');
  try {
    await owner.query('set local role comity_relay');
    await owner.query(sql);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await owner.query('rollback');
  }
}

beforeAll(async () => {
  url = await aDatabase();
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
  // Two nodes that start at once on an empty database.
  const nodes = await Promise.all([createRelay(settings()), createRelay(settings())]);
  await Promise.all(nodes.map(stop));
});

afterAll(async () => {
  await owner.end();
  await endRelays();
});

describe('migrations', () => {
  it('are run once when two nodes start together', async () => {
    const { rows } = await owner.query<{ twice: number }>(
      'select count(*) - count(distinct name) as twice from schema_migration',
    );
    expect(Number(rows[0]?.twice)).toBe(0);
  });

  it.each(['log_leaf', 'checkpoint', 'directory_statement', 'frame'])(
    'let the run-time role add to %s and read it, and change nothing in it',
    async (table) => {
      const { rows } = await owner.query<{ column_name: string }>(
        'select column_name from information_schema.columns where table_name = $1 order by ordinal_position limit 1',
        [table],
      );
      const column = rows[0]?.column_name ?? '';
      expect(await asRelay(`select * from ${table}`)).toBe('allowed');
      expect(await asRelay(`insert into ${table} select * from ${table}`)).toBe('allowed');
      expect(await asRelay(`update ${table} set ${column} = ${column}`)).toBe('42501');
      expect(await asRelay(`delete from ${table}`)).toBe('42501');
      expect(await asRelay(`truncate ${table}`)).toBe('42501');
      expect(await asRelay(`alter table ${table} add column more int`)).toBe('42501');
    },
  );

  it('are run by a login that may make no role, where the role is there and it is a member', async () => {
    const login = `owner_${String(process.pid)}`;
    const empty = await aDatabase();
    await owner.query(`create role ${login} login`);
    await owner.query(`alter database ${nameOf(empty)} owner to ${login}`);
    const databaseUrl = empty.replace(/\/\/[^/]*\//, `//${login}@/`);
    const plain = { ...settings(), databaseUrl, migrationDatabaseUrl: databaseUrl };
    await expect(createRelay(plain)).rejects.toThrow(/^The schema could not be brought up to date: .*operations\.md/);
    await owner.query(`grant comity_relay to ${login}`);
    await stop(await createRelay(plain));
  });

  it('are refused in a sentence when the schema is newer than the release', async () => {
    await owner.query(`insert into schema_migration (timestamp, name) values (9999999999999, 'Later9999999999999')`);
    try {
      await expect(createRelay(settings())).rejects.toThrow(/newer than this release/);
    } finally {
      await owner.query(`delete from schema_migration where name = 'Later9999999999999'`);
    }
  });

  it.each(['fsync', 'synchronous_commit'])(
    'are refused in a sentence when the server runs with %s off',
    async (setting) => {
      await pretending(setting, async () => {
        await expect(createRelay(settings())).rejects.toThrow(new RegExp(`${setting}=off`));
      });
    },
  );

  it('are refused in a sentence when the database does not answer', async () => {
    const away = readConfig({ COMITY_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', COMITY_KEYS_DIR: '/nowhere' });
    await expect(createRelay(away)).rejects.toThrow(/does not answer/);
  });
});

const nameOf = (address: string): string => address.match(/[a-z_0-9]+(?=\?)/)?.[0] ?? '';

// The server of the tests is told fsync=on when it starts, so that the answer is shadowed instead.
async function pretending(setting: string, act: () => Promise<void>): Promise<void> {
  const database = nameOf(url);
  await owner.query('create schema shadow');
  await owner.query(`create function shadow.current_setting(asked text) returns text language sql as
    $$ select case asked when '${setting}' then 'off' else pg_catalog.current_setting(asked) end $$`);
  await owner.query(`alter database ${database} set search_path = shadow, pg_catalog, public`);
  try {
    await act();
  } finally {
    await owner.query(`alter database ${database} reset search_path`);
    await owner.query('drop schema shadow cascade');
  }
}
