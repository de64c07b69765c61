import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { answerCalls } from '../setting/child.js';
import { percentiles, type Percentiles } from '../load/percentiles.js';

// As wide as a row of the relay, with its two unique keys, and nothing else.
const TABLE = `
  create table bare_limit (
    conversation_id bytea not null, seq bigint not null, sender text collate "C" not null, id uuid not null,
    hash bytea not null, bytes bytea not null, primary key (conversation_id, seq), unique (conversation_id, sender, id))`;
const INSERT = `
  insert into bare_limit (conversation_id, seq, sender, id, hash, bytes)
  select substring($1::bytea from 32 * (k.n % 50)::int + 1 for 32), k.n, 'sender', gen_random_uuid(),
         substring($1 from 1 for 32), substring($1 from (k.n - $2)::int * $4 + 1 for $4)
  from generate_series($2::bigint, $2 + $3 - 1) as k (n)`;

async function withTable<Result>(url: string, act: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('drop table if exists bare_limit');
    await client.query(TABLE);
    await client.query('alter table bare_limit alter column bytes set storage external');
    return await act(client);
  } finally {
    await client.query('drop table if exists bare_limit');
    await client.end();
  }
}

answerCalls({
  /** Rows a second in batches, each a transaction of its own, one after the other. */
  insert: (url: string, given: { batch: number; size: number; seconds: number }): Promise<number> =>
    withTable(url, async (client) => {
      const { batch, size, seconds } = given;
      const buffer = randomBytes(Math.max(batch * size, 50 * 32));
      const began = performance.now();
      let rows = 0;
      while (performance.now() - began < seconds * 1000) {
        await client.query({ name: 'bare', text: INSERT, values: [buffer, rows, batch, size] });
        rows += batch;
      }
      return (rows * 1000) / (performance.now() - began);
    }),
  /** Milliseconds that a transaction of one row takes, at a steady rate. */
  commit: (url: string, given: { rate: number; size: number; seconds: number }): Promise<Percentiles> =>
    withTable(url, async (client) => {
      const { rate, size, seconds } = given;
      const buffer = randomBytes(Math.max(size, 50 * 32));
      const times: number[] = [];
      for (let row = 0; row < rate * seconds; row++) {
        const began = performance.now();
        await client.query({ name: 'bare', text: INSERT, values: [buffer, row, 1, size] });
        const took = performance.now() - began;
        times.push(took);
        await sleep(Math.max(0, 1000 / rate - took));
      }
      return percentiles(times);
    }),
});
