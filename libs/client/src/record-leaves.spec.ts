import { describe, expect, it } from '@jest/globals';
import { toBase64url } from '#primitives';
import { ServedLeaves } from '../../../tests/support/served-leaves.js';
import { outcome, talking } from '../../../tests/support/talking.js';
import { keys, type EpochRecord } from './conversation-state.js';
import { RecordLeaves } from './record-leaves.js';

/** A client of a log: in one conversation, and with a directory of one statement that it can prove. */
async function reading(log: ServedLeaves) {
  const { alice, id, network } = await talking();
  const { conversations, context } = alice.client.parts;
  const { store } = context.surroundings;
  const [epoch] = await store.range<EpochRecord>({ prefix: keys.epochs(id) });
  if (epoch === undefined) throw new Error('the conversation has an epoch');
  const statements = new Map([
    [4, network.entries[0]?.statement ?? ''],
    [6, 'nonsense'],
  ]);
  const { record, faults } = log.watched();
  const asked: string[] = [];
  const watched = {
    get: async <Value>(key: string) => store.get<Value>(key),
    keys: async (range: { readonly prefix: string }) => {
      asked.push(range.prefix);
      return store.keys(range);
    },
  };
  const directory = {
    latest: network.directory.latest,
    proven: (index: number) => {
      const statement = statements.get(index);
      return statement === undefined ? undefined : { statement, inclusion: [] };
    },
  };
  return {
    leaves: new RecordLeaves({ proven: record.proven, store: watched, directory, conversations }),
    faults,
    id,
    epoch: epoch.value,
    asked,
    alice,
    network,
  };
}

const indexes = ({ leaves }: { readonly leaves: readonly { readonly index: number }[] }) =>
  leaves.map(({ index }) => index);

describe('the leaves of the record', () => {
  it('are listed from the newest on, page by page, down to the first', async () => {
    const log = new ServedLeaves();
    log.addMany(7);
    const { leaves } = await reading(log);
    const first = await leaves.list({ limit: 3 });
    expect([indexes(first), first.next]).toEqual([[6, 5, 4], 4]);
    const second = await leaves.list({ limit: 3, before: first.next });
    expect([indexes(second), second.next]).toEqual([[3, 2, 1], 1]);
    const last = await leaves.list({ limit: 3, before: second.next });
    expect([indexes(last), last.next]).toEqual([[0], undefined]);
    expect(first.checkpoint.size).toBe(7);
  });

  it('are none in a record without any', async () => {
    const { leaves } = await reading(new ServedLeaves());
    expect(await leaves.list()).toMatchObject({ leaves: [], next: undefined, checkpoint: { size: 0 } });
  });

  it('are those of a type alone, however far apart they stand', async () => {
    const log = new ServedLeaves();
    log.add({ type: 'export.made', at: 1 });
    log.addMany(1500);
    log.add({ type: 'export.made', at: 2000 });
    const { leaves } = await reading(log);
    const found = await leaves.list({ type: 'export.made' });
    expect([indexes(found), found.next]).toEqual([[1501, 0], undefined]);
    const one = await leaves.list({ type: 'export.made', limit: 1 });
    expect([indexes(one), one.next]).toEqual([[1501], 1501]);
  });

  it('stop after 2,048 that nobody wants, and go on from there', async () => {
    const log = new ServedLeaves();
    log.add({ type: 'export.made', at: 1 });
    log.addMany(2500);
    const { leaves } = await reading(log);
    const nothing = await leaves.list({ type: 'export.made' });
    expect([indexes(nothing), nothing.next]).toEqual([[], 453]);
    expect(indexes(await leaves.list({ type: 'export.made', before: nothing.next }))).toEqual([0]);
  });

  it('are those of a time alone, and nothing is fetched far beyond', async () => {
    const log = new ServedLeaves();
    log.addMany(3000);
    const { leaves } = await reading(log);
    const found = await leaves.list({ since: 2997 });
    expect([indexes(found), found.next]).toEqual([[2999, 2998, 2997], 1976]);
    expect(log.asked.filter((path) => path.endsWith('/leaves'))).toHaveLength(2);
  });

  it('go on beyond a page that a clock set back has dated too early', async () => {
    const log = new ServedLeaves();
    log.add({ type: 'export.made', at: 5000 });
    for (let count = 0; count < 1100; count++) log.add({ type: 'session.opened', at: 1 });
    log.add({ type: 'export.made', at: 6000 });
    const { leaves } = await reading(log);
    const found = await leaves.list({ since: 5000 });
    expect([indexes(found), found.next]).toEqual([[1101], 78]);
    const rest = await leaves.list({ since: 5000, before: found.next });
    expect([indexes(rest), rest.next]).toEqual([[0], undefined]);
  });

  it('are those of a device, an officer or an authority alone, as far as that is opened or known', async () => {
    const log = new ServedLeaves();
    const { leaves, epoch, alice } = await reading(log);
    const { device, officer, authority } = alice.client.identity;
    log.addOpened('export.made', 1, { device });
    log.addMany(3);
    log.addOpened('look-up.token-made', 2, { authority: 'authority:elsewhere', device: 'device-nobody' });
    log.add({ at: 1, epoch: 0, statement: epoch.S, type: 'conversation.opened' });
    const of = async (by: string) => indexes(await leaves.list({ by }));
    const own = epoch.author === device ? [5, 0] : [0];
    expect(await Promise.all([device, officer, authority].map(of))).toEqual([own, own, own]);
    expect(await of('authority:elsewhere')).toEqual([4]);
    expect(await of('device-nobody')).toEqual([4]);
    expect(await of('device-unknown')).toEqual([]);
    expect(indexes(await leaves.list({ by: device, limit: 1 }))).toEqual(own.slice(0, 1));
  });

  it('ask the store once for each conversation, and not at all where no leaf is of one', async () => {
    const log = new ServedLeaves();
    const { leaves, epoch, asked } = await reading(log);
    log.addMany(3);
    await leaves.list();
    expect(asked).toEqual([]);
    for (let count = 0; count < 5; count++)
      log.add({ at: 1, epoch: 0, statement: epoch.S, type: 'conversation.opened' });
    expect((await leaves.list()).leaves.filter(({ object }) => object !== undefined)).toHaveLength(5);
    expect(asked).toHaveLength(1);
  });

  it('name the own conversation whose statement they hold, and whose statement it was', async () => {
    const log = new ServedLeaves();
    const { leaves, id, epoch } = await reading(log);
    const says = { at: 1, epoch: 0, statement: epoch.S, type: 'conversation.opened' };
    log.add(says);
    log.add({ ...says, epoch: 1, type: 'conversation.advanced' });
    log.add({ ...says, statement: toBase64url(new Uint8Array(32)) });
    log.add({ at: 1, type: 'conversation.opened' });
    const objects = (await leaves.list()).leaves.map(({ object }) => object).reverse();
    expect(objects).toEqual([
      { is: 'conversation', conversation: id, epoch: 0, by: epoch.author },
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('name the statement of the own directory at the place that they hold, if it is that act', async () => {
    const log = new ServedLeaves();
    const { leaves } = await reading(log);
    for (const [act, index] of [
      ['network.founded', 4],
      ['authority.withdrawn', 4],
      ['network.founded', 5],
      ['network.founded', 6],
    ] as const)
      log.add({ act, at: 1, index, type: 'directory.stated' });
    log.add({ at: 1, type: 'directory.stated' });
    const objects = (await leaves.list()).leaves.map(({ object }) => object).reverse();
    const object = { is: 'statement', subject: 'network', act: 'network.founded', index: 4 };
    expect(objects).toEqual([object, undefined, undefined, undefined, undefined]);
  });

  it('name the statement whose personal values were erased, if it is that one', async () => {
    const log = new ServedLeaves();
    const { leaves, network } = await reading(log);
    const founding = network.entries[0]?.statementHash ?? new Uint8Array(32);
    for (const hash of [founding, new Uint8Array(32)])
      log.add({ at: 1, index: 4, statement: toBase64url(hash), type: 'directory.erased', values: 1 });
    const objects = (await leaves.list()).leaves.map(({ object }) => object).reverse();
    expect(objects).toEqual([{ is: 'statement', subject: 'network', act: 'network.founded', index: 4 }, undefined]);
  });

  it('say what the relay opens to this officer, where the commitments in them confirm it', async () => {
    const log = new ServedLeaves();
    log.addOpened('export.made', 1, { conversation: 'a conversation', device: 'device-ana' });
    log.addMany(1200);
    log.addOpened('export.made', 2, { device: 'device-ana' });
    const { leaves } = await reading(log);
    const found = await leaves.list({ type: 'export.made' });
    expect(found.leaves.map(({ opened }) => opened)).toEqual([
      { device: 'device-ana' },
      { conversation: 'a conversation', device: 'device-ana' },
    ]);
    expect((await leaves.list({ limit: 2 })).leaves.map(({ opened }) => opened)).toEqual([
      { device: 'device-ana' },
      {},
    ]);
  });

  it.each([
    ['another value', { value: 'device-ben' }],
    ['another label', { label: 'officer' }],
    ['another secret', { r: toBase64url(new Uint8Array(32).fill(9)) }],
    ['a leaf that holds no commitment', { index: 1 }],
  ])('are not shown where the relay opens what is not in them: %s', async (_, change) => {
    const log = new ServedLeaves();
    log.addOpened('export.made', 1, { device: 'device-ana' });
    log.addMany(1);
    const [opening] = log.openings;
    if (opening !== undefined) log.openings.splice(0, 1, { ...opening, ...change });
    const { leaves, faults } = await reading(log);
    expect(await outcome(leaves.list())).toBe('record.leaf');
    expect(faults).toMatchObject([{ code: 'record.leaf', evidence: { index: log.openings[0]?.index } }]);
  });
});
