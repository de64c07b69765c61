import { type Bench, PAYLOAD } from '../bench.js';
import { beside, type Figure } from '../figure.js';
import type { Rate } from '../load/stress.js';

const workload = 'throughput';
const perSecond = ({ count, seconds }: Rate): number => count / seconds;
const PEER_TARGETS: Readonly<Record<number, string>> = { 8: '; >= 8 x ejabberd', 32: '; >= 10 x ejabberd' };

/** Durable acknowledgements a second over pairs, beside a bare echo; rows a second of a bare insert; CPU a message. */
export async function throughput(bench: Bench): Promise<Figure[]> {
  const { pairs, outstanding, seconds, warmUp } = bench.sizes;
  const setting = await bench.setting();
  const bare = await bench.bare();
  const figures: Figure[] = [];
  const load = bench.load();
  for (const each of outstanding) {
    const given = { outstanding: each, seconds, warmUp, size: PAYLOAD };
    await load.call('bareEcho', bare.url, pairs);
    const echo = perSecond(await load.call<Rate>('stress', given));
    await load.call('close');
    await load.call('pairs', await bench.pairs());
    const before = setting.cpu();
    const rate = await load.call<Rate>('stress', given);
    const after = setting.cpu();
    await load.call('close');
    const name = `acks/s, ${pairs} pairs, 1 KiB, ${each} outstanding`;
    const target = each === 1 ? {} : { target: `>= 0.3 of bare echo${PEER_TARGETS[each] ?? ''}` };
    const meets = each === 1 ? undefined : (ratio: number) => ratio >= 0.3;
    figures.push(
      beside(
        { workload, name, value: perSecond(rate), unit: '/s', ...target },
        { name: 'bare echo', value: echo },
        meets,
      ),
    );
    if (each !== 8) continue;
    // Of the warm-up too, which is counted in neither.
    const messages = (rate.count * (seconds + warmUp)) / seconds / 1000;
    const used = { server: after.server - before.server, database: after.database - before.database };
    const cpu = { workload, unit: 's', target: '<= 0.1 x ejabberd' };
    figures.push({ ...cpu, name: 'CPU for 1,000 messages, server', value: used.server / messages });
    figures.push({ ...cpu, name: 'CPU for 1,000 messages, database', value: used.database / messages });
  }
  const rows = await bench
    .child('../bare/insert.js')
    .call<number>('insert', setting.postgres.url, { batch: 500, size: PAYLOAD, seconds });
  figures.push({ workload, name: 'bare batched insert, fsync on, rows/s', value: rows, unit: '/s' });
  await load.stop();
  return figures;
}
