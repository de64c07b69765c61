import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Checkpointer } from '#relay/audit/checkpointer';
import { Fsck, formatReport } from '#relay/audit/fsck';
import { aNetwork } from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let relay: TestRelay;

/** The log's first signed sizes are small: the place is told between two of them. */
const FIRST = /audit log: [^]*? {2}leaves 0 to \d: here the log first differs from what was signed/;

/** Moves the audit leaves from 1 on to other places. */
function moved(to: string): string {
  return `update log_leaf set index = (${to}) + 1000 where log = 'audit' and index >= 1;
    update log_leaf set index = index - 1000 where log = 'audit' and index >= 1000`;
}

const run = async () => relay.app.get(Fsck).run();

/** Damages the database, looks, and mends it again. */
async function damaged(damage: string): Promise<string> {
  const tables = ['log_leaf', 'checkpoint', 'directory_statement', 'map_entry'];
  for (const table of tables) await relay.sql(`create table kept_${table} as select * from ${table}`);
  try {
    await relay.sql(damage);
    const report = await run();
    expect(report.clean).toBe(false);
    return formatReport(report);
  } finally {
    for (const table of tables) {
      await relay.sql(`alter table ${table} disable trigger all`);
      await relay.sql(`delete from ${table}`);
      await relay.sql(`insert into ${table} select * from kept_${table}`);
      await relay.sql(`alter table ${table} enable trigger all`);
      await relay.sql(`drop table kept_${table}`);
    }
  }
}

beforeAll(async () => {
  const network = aNetwork();
  const ana = network.anAuthority('vl-moj').anAdministrator('ana').aDevice();
  // No checkpoint of the beat may come between a damage and its mending.
  relay = await aRelay({ network, environment: { COMITY_CHECKPOINT_SECONDS: '3600' } });
  await relay.signIn(ana);
  // Nor one that was asked for while another ran.
  await relay.app.get(Checkpointer).soon();
});

afterAll(endRelays);

describe('fsck', () => {
  it('finds a relay that was only used as it must be', async () => {
    const report = await run();
    expect(formatReport(report)).toMatch(/Clean\.$/);
    expect(report.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['agreement keys', 'audit log', 'directory log', 'directory statements', 'map']),
    );
  });

  it.each([
    [
      'an altered leaf',
      `update log_leaf set entry = 'x' where log = 'audit' and index = 0`,
      /leaf 0: has another hash/,
    ],
    ['a lost leaf', `delete from log_leaf where log = 'audit' and index = 0`, /leaf 0: is missing/],
    ['a cut tail', `delete from log_leaf where log = 'directory' and index > 1`, /is beyond the leaves/],
    [
      'a leaf that was altered with its hash',
      `update log_leaf set entry = 'x', hash = sha256('\\x00'::bytea || 'x') where log = 'audit' and index = 1`,
      FIRST,
    ],
    [
      'two leaves that changed places with their hashes',
      `update log_leaf a set entry = b.entry, hash = b.hash from log_leaf b
       where a.log = 'audit' and b.log = 'audit' and a.index in (0, 1) and b.index = 1 - a.index`,
      FIRST,
    ],
    [
      'a leaf that was taken out, and the gap closed',
      `delete from log_leaf where log = 'audit' and index = 1; ${moved('index - 1')}`,
      FIRST,
    ],
    [
      'a leaf that was put in',
      `${moved('index + 1')}; insert into log_leaf (log, index, hash, entry) select log, 1, hash, entry from log_leaf where log = 'audit' and index = 0`,
      FIRST,
    ],
    [
      'a tail that was cut with its checkpoints but one',
      `delete from log_leaf where log = 'audit' and index >= 1`,
      /leaves? \S.*: here the log first differs from what was signed/,
    ],
    ['an altered checkpoint', `update checkpoint set root = sha256('x') where log = 'directory'`, /has another root/],
    [
      'an altered statement',
      `update directory_statement set statement = replace(statement, 'VL', 'VX') where index = 1`,
      /entry 1: points to another statement/,
    ],
    ['a lost statement', 'delete from directory_statement where index = 1', /entry 1: has lost its statement/],
    [
      'an entry of the map that was never logged',
      `insert into map_entry select 'agreement', 'device-ana', 'x', max(index) from log_leaf where log = 'audit'`,
      /another root[^]*|another key/,
    ],
    [
      'a map leaf of which nothing can be read',
      `update log_leaf set entry = 'x' where log = 'audit' and index = (select max(index) from map_leaf)`,
      /names another root/,
    ],
    [
      'a map leaf that names another before it',
      `update log_leaf set entry = convert_to(regexp_replace(convert_from(entry, 'utf8'), '}$', ',"previous":999}'), 'utf8')
       where log = 'audit' and index = (select max(index) from map_leaf)`,
      /does not name the map leaf before it/,
    ],
  ])('finds %s', async (_, damage, words) => {
    expect(await damaged(damage)).toMatch(words);
  });

  it('finds it whole again when it is mended', async () => {
    expect((await run()).clean).toBe(true);
  });
});
