import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { entryBytes } from '#directory';
import { toBase64url } from '#primitives';
import { leafHash, MerkleTree } from '#tlog';
import { aNetwork, type NetworkBuilder } from '../../../tests/support/directory.js';
import { aCheckpoint } from '../../../tests/support/log-notes.js';
import { outcome } from '../../../tests/support/talking.js';
import { DirectorySync, type DirectoryFault } from './directory.js';
import type { Database } from './environment.js';
import { Store } from './store.js';
import { Transport } from './transport.js';

const NOW = 1_795_000_000;
const clock = { now: () => NOW * 1000 };
const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** A relay that serves a network's log; a test bends what it serves. */
class ServedLog {
  /** Entries under the checkpoint; all of them unless a test says otherwise. */
  size: number | undefined;
  /** When its witnesses cosigned, Unix seconds. */
  at = NOW;
  /** Statements it does not give. */
  readonly withheld = new Set<number>();
  /** The most statements it gives at once. */
  page = Infinity;
  /** Entries it adds to each page beyond what was asked for. */
  beyond = 0;
  /** Places before the one asked for, from which it answers as well. */
  behind = 0;
  /** How often it was asked for statements of one subject. */
  asked = 0;
  /** How often it was asked for statements of all subjects. */
  pages = 0;

  constructor(readonly network: NetworkBuilder) {}

  answer(url: string): object {
    const { pathname, searchParams } = new URL(url);
    const from = Number(searchParams.get('from'));
    const end = from + Number(searchParams.get('limit'));
    const { entries } = this.network;
    switch (pathname) {
      case '/v1/directory/checkpoint': {
        const tree = new MerkleTree(entries.map((entry) => leafHash(entryBytes(entry.subject, entry.statementHash))));
        return { note: aCheckpoint('directory', tree, this.at, this.size ?? entries.length) };
      }
      case '/v1/directory/entries': {
        const page = entries.slice(from, end + this.beyond);
        return {
          entries: page.map(({ subject, statementHash }) => ({ subject, statement: toBase64url(statementHash) })),
        };
      }
      default: {
        const about = searchParams.get('subject');
        if (about === null) this.pages++;
        else this.asked++;
        const to = about === null ? end + this.beyond : Infinity;
        return {
          statements: entries
            .map(({ subject, statement = '' }, index) => ({ index, subject, statement, openings: [] }))
            .filter(({ index, subject }) => index >= from - this.behind && index < to && subject === (about ?? subject))
            .filter(({ index }) => !this.withheld.has(index))
            .map(({ index, statement, openings }) => ({ index, statement, openings }))
            .slice(0, Math.min(this.page, end - from)),
        };
      }
    }
  }
}

async function following(
  served: ServedLog,
  database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }),
) {
  const faults: DirectoryFault[] = [];
  const http = ({ url }: { readonly url: string }) =>
    Promise.resolve({ status: 200, body: JSON.stringify(served.answer(url)) });
  const directory = await DirectorySync.open({
    store: new (Store as unknown as new (database: Database, key: Uint8Array) => Store)(database, new Uint8Array(32)),
    transport: new Transport({ http }, 'https://relay.example'),
    credentials,
    clock,
    founding: served.network.entries[0]?.statement ?? '',
    onFault: (fault) => Promise.resolve(void faults.push(fault)),
  });
  return { directory, faults, database, again: () => following(served, database) };
}

function aServedLog() {
  const network = aNetwork();
  const authority = network.anAuthority('north');
  const device = authority.anOfficer('ana').aDevice();
  return { served: new ServedLog(network), network, device };
}

describe('the directory of a client', () => {
  it('takes nothing that stands beyond the checkpoint, however much the relay serves', async () => {
    const { served, network, device } = aServedLog();
    served.size = network.entries.length;
    device.isRevoked();
    served.beyond = 1;
    const { directory, faults } = await following(served);
    await directory.sync();
    expect(directory.latest.size).toBe(served.size);
    expect(directory.latest.standing(device.id, NOW)).toBe('live');
    served.size = undefined;
    await directory.sync();
    expect(directory.latest.standing(device.id, NOW)).toBe('revoked');
    expect(faults).toEqual([]);
  });

  it('takes statements from pages that end before what was asked for', async () => {
    const { served, device } = aServedLog();
    served.page = 1;
    const { directory, faults } = await following(served);
    await directory.sync();
    expect(directory.latest.standing(device.id, NOW)).toBe('live');
    expect(faults).toEqual([]);
  });

  it('keeps what it holds, and accuses nobody, when the next node of the relay is shortly behind', async () => {
    const { served, network, device } = aServedLog();
    const { directory, faults, again } = await following(served);
    const size = network.entries.length;
    device.isRevoked();
    await directory.sync();
    [served.size, served.at] = [size, NOW - 120];
    await directory.sync();
    for (const one of [directory, (await again()).directory]) {
      expect([one.latest.standing(device.id, NOW), one.checkpoint?.at]).toEqual(['revoked', NOW]);
    }
    expect(faults).toEqual([]);
  });

  it('is rolled back when it is shown what was witnessed longer ago than nodes lag', async () => {
    const { served, network, device } = aServedLog();
    const { directory, faults } = await following(served);
    const size = network.entries.length;
    device.isRevoked();
    await directory.sync();
    [served.size, served.at] = [size, NOW - 121];
    expect(await outcome(directory.sync())).toBe('directory.rolled-back');
    expect(directory.latest.standing(device.id, NOW)).toBe('revoked');
    expect(faults.map(({ code }) => code)).toEqual(['directory.rolled-back']);
  });

  it('is forked when a smaller checkpoint is not a beginning of what it holds', async () => {
    const { served, network, device } = aServedLog();
    const { directory, faults } = await following(served);
    device.isRevoked();
    network.anAuthority('east');
    await directory.sync();
    const other = aServedLog().served;
    other.network.anAuthority('south');
    served.answer = (url) => other.answer(url);
    expect(await outcome(directory.sync())).toBe('directory.forked');
    expect(faults.map(({ code }) => code)).toEqual(['directory.forked']);
  });

  it('asks again for a statement that was withheld, and keeps it', async () => {
    const { served, network, device } = aServedLog();
    const last = network.entries.length - 1;
    served.withheld.add(last);
    const { directory, faults, again } = await following(served);
    await directory.sync();
    expect(directory.latest.isPending(device.officer.authority.id)).toBe(true);
    served.withheld.clear();
    await directory.sync();
    expect(directory.latest.standing(device.id, NOW)).toBe('live');
    const restarted = await again();
    expect(restarted.directory.latest.standing(device.id, NOW)).toBe('live');
    expect(faults).toEqual([]);
  });

  it('believes no checkpoint while a change of the terms it is checked by is withheld', async () => {
    const { served, network } = aServedLog();
    const { directory, faults } = await following(served);
    await directory.sync();
    const { size } = directory.latest;
    network.say({ ...network.founding, type: 'network.changed', prev: network.directory.latest.latestStatementHash('network'), freshness: 3600 }, ...network.quorum); // oxfmt-ignore
    served.withheld.add(size);
    expect(await outcome(directory.sync())).toBe('directory.entries');
    expect([directory.latest.size, directory.checkpoint?.size]).toEqual([size, size]);
    served.withheld.clear();
    await directory.sync();
    expect(directory.latest.network()?.freshness).toBe(3600);
    expect(faults.map(({ code }) => code)).toEqual(['directory.entries']);
  });

  it('shows a statement that stands in the log and has no effect', async () => {
    const { served, network, device } = aServedLog();
    const { directory, faults } = await following(served);
    await directory.sync();
    const { id } = device.officer.authority;
    const again = network.entries.find(
      ({ subject, statement }) => subject === id && statement?.includes('device.enrolled'),
    );
    network.log(again?.statement ?? '', id);
    await directory.sync();
    expect(faults.map(({ code, entry }) => [code, entry?.index, entry?.refusal])).toEqual([
      ['directory.refused', network.entries.length - 1, 'statement.prev'],
    ]);
    expect(directory.latest.standing(device.id, NOW)).toBe('live');
  });
});

describe('the directory of a client that has nothing yet of a long log', () => {
  /** More than come with all their statements: an authority of many officers, one without, and one that serves there. */
  function aLongLog() {
    const { served, network, device } = aServedLog();
    const [south, east] = [network.anAuthority('south'), network.anAuthority('east')];
    const sue = south.anOfficer('sue');
    const desk = sue.aDevice();
    east.accredits(sue);
    const eve = east.anOfficer('eve').aDevice();
    const crowd = network.anAuthority('crowd');
    for (let i = 0; i < 500; i++) crowd.anOfficer(`member-${String(i)}`);
    return { served, network, device, south, east, desk, eve, crowd };
  }

  it('knows an authority, and those it rests on, before the rest has come', async () => {
    const { served, network, device, east, eve, desk, crowd } = aLongLog();
    const { directory, faults } = await following(served);
    await directory.syncEntries();
    expect([directory.latest.size, directory.fresh]).toEqual([network.entries.length, true]);
    expect(directory.latest.standing(eve.id, NOW)).toBe('pending');
    served.page = 2;
    await directory.fetchAbout(east.id);
    expect([eve, desk].map(({ id }) => directory.latest.standing(id, NOW))).toEqual(['live', 'live']);
    expect(directory.latest.serves(desk.id, east.id, NOW)).toBe(true);
    expect([device.officer.authority, crowd].map(({ id }) => directory.latest.isPending(id))).toEqual([true, true]);
    expect(served.pages).toBe(0);
    served.page = Infinity;
    await directory.sync();
    expect([directory.missing, directory.latest.officersOf(crowd.id).length]).toEqual([0, 500]);
    expect(faults).toEqual([]);
  });

  it('asks once for statements that several wait for', async () => {
    const { served, east, eve } = aLongLog();
    const { directory } = await following(served);
    await directory.syncEntries();
    served.asked = 0;
    await Promise.all([directory.fetchAbout(east.id), directory.fetchAbout(east.id)]);
    expect(directory.latest.standing(eve.id, NOW)).toBe('live');
    // About it, and about the one whose officer serves there.
    expect(served.asked).toBe(2);
  });

  it('judges what nobody waits for in parts, so that whoever waits for something else comes in between', async () => {
    const { served } = aLongLog();
    const database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
    const { directory } = await following(served, database);
    await directory.syncEntries();
    const parts: number[] = [];
    database.on('write', (writes: readonly object[]) => parts.push(writes.length));
    await directory.sync();
    expect(directory.missing).toBe(0);
    expect(Math.max(...parts)).toBe(50);
  });

  it('leaves an authority pending whose statements are withheld, and shows those that have no effect', async () => {
    const { served, network, south, east } = aLongLog();
    const withheld = network.entries.findIndex(({ subject }) => subject === east.id);
    served.withheld.add(withheld);
    network.log(network.entries.find(({ subject }) => subject === south.id)?.statement ?? '', south.id);
    const { directory, faults } = await following(served);
    await directory.syncEntries();
    await directory.fetchAbout(east.id);
    expect(directory.latest.isPending(east.id)).toBe(true);
    await directory.fetchAbout(south.id);
    expect(faults.map(({ entry }) => entry?.refusal)).toEqual(['statement.prev']);
  });

  it('asks for no entries beyond reason on the word of a note that nobody it knows has signed', async () => {
    const { served } = aServedLog();
    const { directory, faults } = await following(served);
    await directory.sync();
    const asked: string[] = [];
    const answer = served.answer.bind(served);
    served.answer = (url) => {
      asked.push(new URL(url).pathname);
      const note =
        'comity.example/directory\n9000000000\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 nobody AAAAAAAA\n';
      return url.endsWith('/checkpoint') ? { note } : answer(url);
    };
    expect(await outcome(directory.sync())).toBe('directory.checkpoint');
    expect(asked).toEqual(['/v1/directory/checkpoint']);
    expect(faults.map(({ code }) => code)).toEqual(['directory.checkpoint']);
  });

  it('asks no relay for ever that answers with places before the one asked for', async () => {
    const { served, east } = aLongLog();
    const { directory } = await following(served);
    await directory.syncEntries();
    served.page = 1;
    served.behind = 1_000_000;
    await directory.fetchAbout(east.id);
    expect(directory.latest.isPending(east.id)).toBe(true);
    expect(served.asked).toBeLessThan(10);
  });

  it('keeps what comes while the terms change', async () => {
    const { served, network, east, eve } = aLongLog();
    const { directory } = await following(served);
    await directory.syncEntries();
    network.say({ ...network.founding, type: 'network.changed', prev: network.directory.latest.latestStatementHash('network'), freshness: 3600 }, ...network.quorum); // oxfmt-ignore
    await Promise.all([directory.syncEntries(), directory.fetchAbout(east.id)]);
    expect(directory.latest.network()?.freshness).toBe(3600);
    expect(directory.latest.standing(eve.id, NOW)).toBe('live');
  });

  it.each(['last', 'first'])('is not opened when the %s of its entries was taken out of the store', async (which) => {
    const { directory, database, again } = await following(aServedLog().served);
    await directory.sync();
    const keys = await database.keys({ gt: 'directory/entry/', lt: 'directory/entry/\uffff' }).all();
    await database.batch([{ type: 'del', key: keys.at(which === 'last' ? -1 : 0) ?? '' }]);
    await expect(again()).rejects.toMatchObject({ code: 'store.altered' });
  });

  it('verifies again after a start what it has not verified, and only that', async () => {
    const { served, network, device, crowd } = aLongLog();
    const [true_, other] = ['zoe', 'zeno'].map((name) => network.signed(crowd.appointment(name), crowd.key));
    const signatureIn = (text = ''): string => /"signature":"([^"]+)"/.exec(text)?.[1] ?? '';
    network.log((true_ ?? '').replace(signatureIn(true_), signatureIn(other)), crowd.id);
    const { directory, again } = await following(served);
    await directory.sync();
    const restarted = (await again()).directory;
    expect(restarted.latest.officer('zoe' as never)).toBeUndefined();
    expect(restarted.latest.standing(device.id, NOW)).toBe('live');
    expect([restarted.latest.size, restarted.missing]).toEqual([network.entries.length, 0]);
  });
});
