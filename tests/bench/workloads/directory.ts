import { join } from 'node:path';
import type { Bench } from '../bench.js';
import type { NewClientCost, OldClientCost } from '../client/directory-costs.js';
import type { LargeDirectory } from '../client/large-directory.js';
import type { Figure } from '../figure.js';
import { Setting } from '../setting/setting.js';

const workload = 'directory';
const MEGABYTE = 1_000_000;
const NEWER = 100;

/** A relay of its own with a large directory, and a client that begins with nothing: until it writes, has all, catches up, finds. */
export async function directory(bench: Bench): Promise<Figure[]> {
  const setting = await Setting.start();
  try {
    const { url, postgres, networkFile, folder } = setting;
    const making = bench.child('../client/main.js');
    const began = performance.now();
    const store = join(folder, 'client');
    const { directory: size } = bench.sizes;
    const large = await making.call<LargeDirectory>('fillDirectory', url, postgres.url, networkFile, store, size);
    bench.report(
      `${large.statements} statements signed and read by the relay in ${seconds(performance.now() - began)} s`,
    );
    const first = await bench.child('../client/main.js').call<NewClientCost>('newClientCost', large);
    const newer = Math.min(NEWER, size.authorities - 1);
    await making.call('growDirectory', url, networkFile, newer);
    const next = await bench.child('../client/main.js').call<OldClientCost>('oldClientCost', large);
    if (next.statements !== large.statements + newer) throw new Error('the client did not catch up');
    return [...figuresOf(first, large.statements), ...figuresOfNext(next, newer)];
  } finally {
    await setting.stop();
  }
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

function figuresOf(cost: NewClientCost, statements: number): Figure[] {
  const name = `a new client of a directory of ${statements.toLocaleString('en')} statements`;
  const [written, whole] = [cost.written / 1000, cost.whole / 1000];
  const megabytes = cost.writtenBytes / MEGABYTE;
  return [
    { workload, name: `${name} has checked the list of them`, value: cost.begun / 1000, unit: 's' },
    {
      workload,
      name: 'a new client: has written to an authority',
      value: written,
      unit: 's',
      target: '<= 3 s',
      met: written <= 3,
    },
    {
      workload,
      name: 'a new client: received for that, the background left out',
      value: megabytes,
      unit: 'MB',
      target: '<= 3 MB',
      met: megabytes <= 3,
    },
    { workload, name: 'a new client: has everything', value: whole, unit: 's', target: '<= 20 s', met: whole <= 20 },
    { workload, name: 'a new client: received in all', value: cost.wholeBytes / MEGABYTE, unit: 'MB' },
  ];
}

function figuresOfNext(cost: OldClientCost, newer: number): Figure[] {
  const caughtUp = cost.caughtUp / 1000;
  return [
    { workload, name: 'an old client: unlocked, by Argon2id and replay', value: cost.unlock / 1000, unit: 's' },
    {
      workload,
      name: `an old client: catches up with ${newer} statements`,
      value: caughtUp,
      unit: 's',
      target: '<= 1 s',
      met: caughtUp <= 1,
    },
    { workload, name: 'an old client: received to catch up', value: cost.caughtUpBytes / MEGABYTE, unit: 'MB' },
    {
      workload,
      name: 'the slowest of four searches by words, over an edition of the directory',
      value: cost.search,
      unit: 'ms',
      target: '<= 50 ms',
      met: cost.search <= 50,
    },
  ];
}
