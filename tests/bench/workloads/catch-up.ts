import { type Bench, PAYLOAD } from '../bench.js';
import { beside, type Figure } from '../figure.js';
import type { Rate } from '../load/stress.js';

/** One device that reads a conversation from its beginning, beside a bare select of the same pages. */
export async function catchUp(bench: Bench): Promise<Figure[]> {
  const { archive } = bench.sizes;
  const setting = await bench.setting();
  const handles = await bench.prepare({ devices: 2, pairs: [], groups: [2] });
  const [writer, reader] = handles;
  const load = bench.load();
  await load.call('group', 'g0', handles);
  await load.call('spread', { messages: archive, readers: 1, outstanding: 64, size: PAYLOAD });
  await load.call('close');
  // The second time: the first finds cold code and a cold cache.
  await load.call<Rate>('catchUp', writer, 'g0', archive);
  const { count, seconds } = await load.call<Rate>('catchUp', reader, 'g0', archive);
  await load.stop();
  const conversation = reader?.groups['g0']?.conversation ?? '';
  const bare = await bench.child('../bare/select.js').call<Rate>('select', setting.postgres.url, conversation);
  const name = `catch-up of ${archive} messages by one device, messages/s`;
  const figure = { workload: 'catch-up', name, value: count / seconds, unit: '/s', target: '>= 4.5 x ejabberd' };
  return [beside(figure, { name: 'bare select', value: bare.count / bare.seconds })];
}
