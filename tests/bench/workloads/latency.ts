import { type Bench, PAYLOAD } from '../bench.js';
import type { Figure } from '../figure.js';
import type { Percentiles } from '../load/percentiles.js';

const workload = 'latency';
const RATE = 100;
type Paced = { readonly arrival: Percentiles; readonly acknowledgement: Percentiles };

/** From the sender's call to the reader's, at 100 messages a second, beside a bare echo and one bare commit. */
export async function latency(bench: Bench): Promise<Figure[]> {
  const setting = await bench.setting();
  const bare = await bench.bare();
  const load = bench.load();
  const given = { rate: RATE, seconds: bench.sizes.latencySeconds, size: PAYLOAD };
  await load.call('bareEcho', bare.url, bench.sizes.pairs);
  const echo = await load.call<Paced>('pace', given);
  await load.call('close');
  const commit = await bench.child('../bare/insert.js').call<Percentiles>('commit', setting.postgres.url, given);
  await load.call('pairs', await bench.pairs());
  const product = await load.call<Paced>('pace', given);
  await load.stop();
  const value = product.arrival.p50;
  const limit = { name: '3 x bare echo + one commit, p50', value: 3 * echo.arrival.p50 + commit.p50 };
  const target = '<= 3 x bare echo + one commit; <= 0.7 x ejabberd';
  const unit = 'ms';
  return [
    {
      workload,
      name: 'end to end at 100/s, p50',
      value,
      unit,
      limit,
      ratio: value / limit.value,
      target,
      met: value <= limit.value,
    },
    { workload, name: 'end to end at 100/s, p99', value: product.arrival.p99, unit },
    { workload, name: 'acknowledgement at 100/s, p50', value: product.acknowledgement.p50, unit },
    { workload, name: 'bare echo at 100/s, p50', value: echo.arrival.p50, unit },
    { workload, name: 'bare commit of one row at 100/s, p50', value: commit.p50, unit },
  ];
}
