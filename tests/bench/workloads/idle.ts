import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.js';
import type { Figure } from '../figure.js';
import type { Child } from '../setting/child.js';
import type { MemoryHeld } from '../setting/usage.js';

const KIB = 1024;
/** Sockets that are opened and closed before anything is weighed. */
const WARMING = 1000;
const workload = 'idle';

/**
 * Memory of the server for each idle authenticated socket, after a full collection of garbage, beside bare sockets.
 */
export async function idle(bench: Bench): Promise<Figure[]> {
  const { idle: counts } = bench.sizes;
  const setting = await bench.setting();
  const bare = await bench.bare();
  const handles = await bench.prepare({ devices: Math.max(...counts), pairs: [] });
  const figures: Figure[] = [];
  for (const count of counts) {
    await setting.restartRelay();
    const product = await grown(
      () => setting.memory(),
      bench,
      (load, first) => load.call('idle', handles.slice(0, first)),
      count,
    );
    const limit = await grown(
      () => bare.memory(),
      bench,
      (load, first) => load.call('bareIdle', bare.url, first),
      count,
    );
    const perSocket = (bytes: number): number => bytes / count / KIB;
    const value = perSocket(product.rss);
    const target = '<= 20 KiB; <= 0.5 x ejabberd';
    const name = `server memory for each of ${count} idle authenticated sockets`;
    const bareValue = perSocket(limit.rss);
    figures.push(
      {
        workload,
        name,
        value,
        unit: 'KiB',
        limit: { name: 'bare socket', value: bareValue },
        ratio: value / bareValue,
        target,
        met: value <= 20,
      },
      {
        workload,
        name: `of it on the heap and in buffers, ${count}`,
        value: perSocket(product.held),
        unit: 'KiB',
        limit: { name: 'bare socket', value: perSocket(limit.held) },
        ratio: product.held / limit.held,
      },
    );
  }
  return figures;
}

async function grown(
  memory: () => Promise<MemoryHeld>,
  bench: Bench,
  open: (load: Child, count: number) => Promise<void>,
  count: number,
): Promise<MemoryHeld> {
  // What a server takes once, for its first clients, is no part of what each more takes: young generation, code, pools.
  const first = bench.load();
  await open(first, Math.min(count, WARMING));
  await first.stop();
  await sleep(bench.sizes.settling * 1000);
  const load = bench.load();
  const before = await memory();
  await open(load, count);
  // What opening them took is gone after a few pings.
  await sleep(bench.sizes.settling * 1000);
  const after = await memory();
  await load.stop();
  return { rss: after.rss - before.rss, held: after.held - before.held };
}
