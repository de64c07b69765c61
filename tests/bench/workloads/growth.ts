import pg from 'pg';
import { type Bench, PAYLOAD } from '../bench.js';
import type { Figure } from '../figure.js';
import type { Rate } from '../load/stress.js';

const workload = 'growth';
const CHUNK = 50_000;

// Frames of conversations that nobody has: what makes the table and its indexes large, and nothing else.
const FILL = `
  insert into frame (conversation_id, seq, kind, statement, sender, id, hash, bytes, stored_at)
  select sha256(int8send(n / 200)), n % 200 + 1, 2, $3, 'device-' || n % 7, gen_random_uuid(), sha256(int8send(n)), $4, 0
  from generate_series($1::bigint, $2::bigint - 1) n`;

/** Acknowledgements a second as the number of stored messages grows. */
export async function growth(bench: Bench): Promise<Figure[]> {
  const { stored, warmUp, seconds } = bench.sizes;
  const setting = await bench.setting();
  const client = new pg.Client({ connectionString: setting.postgres.url });
  await client.connect();
  const figures: Figure[] = [];
  let filled = 0;
  for (const count of stored) {
    for (; filled < count; filled += CHUNK) {
      await client.query(FILL, [
        filled,
        Math.min(count, filled + CHUNK),
        Buffer.alloc(32),
        Buffer.alloc(PAYLOAD + 72, 7),
      ]);
    }
    // Settles what the filling left behind, which is no part of what is measured.
    await client.query('vacuum analyze frame');
    await client.query('checkpoint');
    const load = bench.load();
    await load.call('pairs', await bench.pairs());
    const rate = await load.call<Rate>('stress', { outstanding: 8, seconds, warmUp, size: PAYLOAD });
    await load.stop();
    figures.push({
      workload,
      name: `acks/s with ${count.toLocaleString('en')} stored, 8 outstanding`,
      value: rate.count / rate.seconds,
      unit: '/s',
    });
  }
  await client.end();
  const [first, last] = [figures[0]?.value ?? 1, figures.at(-1)?.value ?? 0];
  const ratio = last / first;
  return [
    ...figures,
    {
      workload,
      name: 'the last of these in the first',
      value: ratio,
      unit: 'x',
      target: 'flat (>= 0.9)',
      met: ratio >= 0.9,
    },
  ];
}
