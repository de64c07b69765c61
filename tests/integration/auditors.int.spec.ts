import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { openAuditor, verifyPack, type Auditor, type ClientEnvironment, type RecordChecked } from '#client';
import { type LookUpTokenMade, type Problem } from '#contracts';
import { codeOf } from '#primitives';
import { Checkpointer } from '#relay/audit/checkpointer';
import { policyOf } from '#relay/platform/policy';
import { SettableClock } from '../support/clock.js';
import { aNetwork, type AuthorityBuilder, type NetworkBuilder } from '../support/directory.js';
import { closeSockets, Member, TestConversation } from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';
import { requested, routesIn } from '../support/routes.js';

const COST = { unsafeTestingCost: { ops: 1, memory: 8 } };

let network: NetworkBuilder;
let north: AuthorityBuilder;
let relay: TestRelay;
let ana: Member;
let chief: Member;
let ben: Member;
let token: string;
let auditor: Auditor;
const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });

const http = async ({ method, url, headers }: Parameters<ClientEnvironment['http']>[0]) => {
  const response = await fetch(url, { method, headers });
  return { status: response.status, body: await response.text() };
};
const httpBytes = async ({ method, url, headers }: Parameters<ClientEnvironment['httpBytes']>[0]) => {
  const response = await fetch(url, { method, headers });
  return { status: response.status, headers: {}, body: new Uint8Array(await response.arrayBuffer()) };
};

async function anAuditor(): Promise<Auditor> {
  const timers = { sleep: () => Promise.resolve(), every: () => () => undefined };
  const founding = network.entries[0]?.statement ?? '';
  const account = { format: 'comity/auditor/v1', relay: relay.url, founding, token } as const;
  const opened = await openAuditor({ clock: new SettableClock(), timers, http, httpBytes, database }, account, COST);
  await opened.directory.sync();
  return opened;
}

/** How a check of the whole record ends. */
async function checked(): Promise<Pick<NonNullable<RecordChecked['fault']>, 'code' | 'index'> | 'holds'> {
  try {
    await auditor.record.check.run();
    return 'holds';
  } catch (error) {
    const index = (await auditor.record.check.last())?.fault?.index;
    return { code: codeOf(error) ?? String(error), index };
  }
}

/** Moves the audit leaves from a place on to other places. */
const moved = (from: number, to: string): string =>
  `update log_leaf set index = (${to}) + 1000 where log = 'audit' and index >= ${String(from)};
   update log_leaf set index = index - 1000 where log = 'audit' and index >= 1000`;

beforeAll(async () => {
  network = aNetwork();
  north = network.anAuthority('vl-moj');
  const devices = [north.anOfficer('ana').aDevice(), north.anAdministrator('chief').aDevice()] as const;
  const other = network.anAuthority('xk-moj').anOfficer('ben').aDevice();
  // No checkpoint of the beat may come between a damage and its mending.
  relay = await aRelay({ network, environment: { COMITY_CHECKPOINT_SECONDS: '3600' } });
  ana = await Member.of(relay, devices[0]);
  chief = await Member.of(relay, devices[1]);
  ben = await Member.of(relay, other);
  await TestConversation.of(ana, ben);
  const made = await relay.post(
    '/v1/look-up/tokens',
    { name: 'Court of Audit', days: 1, reads: 'record' },
    chief.token,
  );
  ({ token } = made.body as LookUpTokenMade);
  await relay.app.get(Checkpointer).soon();
  auditor = await anAuditor();
}, 60_000);

afterAll(async () => {
  closeSockets();
  await auditor.close();
  await endRelays();
});

describe('an auditor of an authority', () => {
  it('reads the leaves, and what of them is opened to its administrators, but no conversation', async () => {
    const { leaves } = await auditor.leaves.list();
    const opened = leaves.flatMap((leaf) => Object.entries(leaf.opened));
    expect(new Set(opened.map(([label]) => label))).toEqual(new Set(['device', 'authority']));
    expect(new Set(opened.map(([, value]) => value))).toEqual(new Set([ana.id, chief.id, north.id]));
    expect((await auditor.leaves.list({ by: ana.id })).leaves.length).toBeGreaterThan(1);
    expect((await auditor.leaves.list({ by: ben.id })).leaves).toEqual([]);
  });

  it('makes packs that anybody checks', async () => {
    const { text } = await auditor.packs.make();
    const { leaves, network: of } = verifyPack(text, network.networkId);
    expect(of.id).toEqual(network.networkId);
    expect(leaves.some(({ opened }) => opened['device'] === ana.id)).toBe(true);
    expect(text).not.toContain(ben.id);
    expect(text).not.toContain(token);
  });

  it('is refused everything else, route by route', async () => {
    const served: string[] = [];
    for (const route of routesIn(relay)) {
      const body = route.method === 'POST' ? {} : undefined;
      const answer = await requested(relay, route, body, '', token);
      const code = (answer.body as Problem | undefined)?.code;
      if (code !== 'session.expired') served.push(`${route.method} ${route.path}`);
      expect([route.name, code === 'session.expired']).toEqual([route.name, policyOf(route.handler) !== 'record']);
    }
    expect(served.sort()).toEqual([
      'GET /tlog/audit/tile/entries/*',
      'GET /v1/record/leaves',
      'GET /v1/record/openings',
    ]);
  });

  it('is not let in with the token of a program, and no program with the token of an auditor', async () => {
    const made = await relay.post('/v1/look-up/tokens', { name: 'Case management', days: 1 }, chief.token);
    const program = (made.body as LookUpTokenMade).token;
    const codeAt = async (path: string, bearer: string) => ((await relay.get(path, bearer)).body as Problem).code;
    expect(await codeAt('/v1/record/leaves?from=0', program)).toBe('session.expired');
    expect(await codeAt('/v1/look-up/authorities', token)).toBe('session.expired');
  });

  it('rests while its authority is suspended', async () => {
    north.is('suspended');
    await relay.tell(network);
    await expect(auditor.leaves.list()).rejects.toMatchObject({ code: 'session.expired' });
    north.is('reinstated');
    await relay.tell(network);
    expect((await auditor.leaves.list()).leaves.length).toBeGreaterThan(0);
  });

  it('rests while its maker is no administrator in office, and ends with the device that made it, or their dismissal', async () => {
    const maker = north.anAdministrator('maker');
    const [device, stolen] = [maker.aDevice(), maker.aDevice()];
    await relay.tell(network);
    const tokenBy = async (from: typeof device) => {
      const request = { name: 'Court of Audit', days: 1, reads: 'record' };
      const made = await relay.post('/v1/look-up/tokens', request, await relay.signIn(from));
      return (made.body as LookUpTokenMade).token;
    };
    const [theirs, thiefs] = [await tokenBy(device), await tokenBy(stolen)];
    const statusAfter = async (change: () => unknown, token = theirs) => {
      change();
      await relay.tell(network);
      return (await relay.get('/v1/record/leaves?from=0', token)).status;
    };
    expect(await statusAfter(() => undefined, thiefs)).toBe(200);
    expect(await statusAfter(() => stolen.isRevoked(), thiefs)).toBe(401);
    expect(await statusAfter(() => undefined)).toBe(200);
    expect(await statusAfter(() => north.anOfficer('maker'))).toBe(401);
    expect(await statusAfter(() => north.anAdministrator('maker'))).toBe(200);
    expect(await statusAfter(() => north.anAdministrator('maker', { validity: { from: 0, until: 1 } }))).toBe(401);
    expect(await statusAfter(() => north.anAdministrator('maker'))).toBe(200);
    expect(await statusAfter(() => maker.isDismissed())).toBe(401);
  });
});

describe('a check of the whole record', () => {
  const PLACE = 3;
  const tables = ['log_leaf'];
  let size: number;

  beforeAll(async () => {
    // What was done just now is in a checkpoint before anything is damaged.
    await relay.app.get(Checkpointer).soon();
    ({ size } = (await auditor.record.proven.newest()).checkpoint);
    for (const table of tables) await relay.sql(`create table kept_${table} as select * from ${table}`);
  });

  afterEach(async () => {
    for (const table of tables) {
      await relay.sql(`alter table ${table} disable trigger all`);
      await relay.sql(`delete from ${table}`);
      await relay.sql(`insert into ${table} select * from kept_${table}`);
      await relay.sql(`alter table ${table} enable trigger all`);
    }
  });

  it('holds of a record that was only used as it must be', async () => {
    expect(await checked()).toBe('holds');
  });

  it.each<[string, () => string, () => number]>([
    ['altered', () => `update log_leaf set entry = 'x' where log = 'audit' and index = ${String(PLACE)}`, () => PLACE],
    [
      'altered with its hash',
      () =>
        `update log_leaf set entry = 'x', hash = sha256('\\x00'::bytea || 'x') where log = 'audit' and index = ${String(PLACE)}`,
      () => PLACE,
    ],
    ['deleted', () => `delete from log_leaf where log = 'audit' and index = ${String(PLACE)}`, () => PLACE],
    [
      'deleted, and the gap closed',
      () => `delete from log_leaf where log = 'audit' and index = ${String(PLACE)}; ${moved(PLACE + 1, 'index - 1')}`,
      () => PLACE,
    ],
    [
      'reordered with the one after it',
      () =>
        `update log_leaf a set entry = b.entry, hash = b.hash from log_leaf b where a.log = 'audit' and b.log = 'audit'
         and a.index in (${String(PLACE)}, ${String(PLACE + 1)}) and b.index = ${String(2 * PLACE + 1)} - a.index`,
      () => PLACE,
    ],
    [
      'inserted',
      () =>
        `${moved(PLACE, 'index + 1')}; insert into log_leaf (log, index, hash, entry)
         select log, ${String(PLACE)}, hash, entry from log_leaf where log = 'audit' and index = 0`,
      () => PLACE,
    ],
    [
      'cut off with all after it',
      () => `delete from log_leaf where log = 'audit' and index >= ${String(size - 2)}`,
      () => size - 2,
    ],
  ])('names the first leaf where, as superuser of the database, one was %s', async (_, damage, place) => {
    await relay.sql(damage());
    expect(await checked()).toEqual({ code: 'record.leaf', index: place() });
  });

  it('names the first leaf of a log that was forked, with the log’s key and its witness lent to it', async () => {
    expect(await checked()).toBe('holds');
    await relay.stop();
    await relay.sql(
      `update log_leaf set entry = 'x', hash = sha256('\\x00'::bytea || 'x') where log = 'audit' and index = ${String(PLACE)}`,
    );
    await relay.sql(`delete from checkpoint where log = 'audit'; delete from checkpoint_shown where log = 'audit'`);
    relay.witness.forget();
    relay = await relay.again();
    await relay.app.get(Checkpointer).soon();
    await auditor.close();
    await database.open();
    auditor = await anAuditor();
    expect(await checked()).toEqual({ code: 'record.forked', index: PLACE });
    expect((await auditor.notices.list()).map(({ detail }) => detail)).toContain('record.forked');
  });
});
