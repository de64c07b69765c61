import { type Bench, PAYLOAD } from '../bench.js';
import { beside, type Figure } from '../figure.js';
import type { Rate } from '../load/stress.js';

// So many that what is measured is the fan-out and not one commit after the other.
const OUTSTANDING = 32;
const ROUNDS = 3;

/** Deliveries a second to the online members of a group, beside a bare broadcast. */
export async function fanOut(bench: Bench): Promise<Figure[]> {
  const { members, deliveries } = bench.sizes;
  const bare = await bench.bare();
  const handles = await bench.prepare({ devices: Math.max(...members), pairs: [], groups: members });
  const figures: Figure[] = [];
  for (const [index, count] of members.entries()) {
    const messages = Math.max(OUTSTANDING, Math.ceil(deliveries / count / ROUNDS));
    const given = { messages, readers: count - 1, outstanding: OUTSTANDING, size: PAYLOAD };
    const measured = async (name: string, ...args: readonly unknown[]): Promise<number> => {
      const load = bench.load();
      await load.call(name, ...args);
      const rates: number[] = [];
      // The first round warms both sides up.
      for (let round = 0; round <= ROUNDS; round++) {
        const { count: arrived, seconds } = await load.call<Rate>('spread', given);
        if (round > 0) rates.push(arrived / seconds);
      }
      await load.stop();
      return rates.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
    };
    const cast = await measured('bareCast', bare.url, count);
    const value = await measured('group', `g${index}`, handles.slice(0, count));
    const target = `>= 0.7 of bare broadcast${count === 1000 ? '; >= 8 x ejabberd' : ''}`;
    const name = `deliveries/s to ${count} online members, 1 KiB`;
    figures.push(
      beside(
        { workload: 'fan-out', name, value, unit: '/s', target },
        { name: 'bare broadcast', value: cast },
        (ratio) => ratio >= 0.7,
      ),
    );
  }
  return figures;
}
