import type { Bench } from '../bench.js';
import type { Figure } from '../figure.js';

const MESSAGES = 50;

/** Bytes on a sender's connection for each message: what it sends, its acknowledgement, and its own frame come back. */
export async function wire(bench: Bench): Promise<Figure[]> {
  const [writer, reader] = await bench.pairs();
  const load = bench.load();
  const figures: Figure[] = [];
  for (const [words, size] of [
    ['a short text (256 B bucket)', 200],
    ['1 KiB', 1024],
  ] as const) {
    const value = await load.call<number>('wireBytes', writer, reader?.device, size, MESSAGES);
    figures.push({
      workload: 'wire',
      name: `a sent message on the wire, ${words}`,
      value,
      unit: 'B',
      target: '<= 4 KiB in all',
      met: value <= 4096,
    });
  }
  await load.stop();
  return figures;
}
