import { setTimeout as sleep } from 'node:timers/promises';
import type { Line } from './line.js';
import { percentiles, type Percentiles } from './percentiles.js';

/** Acknowledgements of one run. */
export interface Rate {
  readonly count: number;
  readonly seconds: number;
}

/** Keeps `outstanding` messages on their way on every line for `seconds`, after a warm-up; counts acknowledgements. */
export async function stress(
  lines: readonly Line[],
  given: { outstanding: number; seconds: number; warmUp: number; size: number },
): Promise<Rate> {
  const body = new Uint8Array(given.size);
  let stopped = false;
  let count = 0;
  const worker = async (line: Line): Promise<void> => {
    while (!stopped) {
      await line.send(body);
      count++;
    }
  };
  const workers = lines.flatMap((line) => Array.from({ length: given.outstanding }, () => worker(line)));
  const failed = Promise.all(workers);
  await Promise.race([sleep(given.warmUp * 1000), failed]);
  const [before, began] = [count, performance.now()];
  await Promise.race([sleep(given.seconds * 1000), failed]);
  const [after, ended] = [count, performance.now()];
  stopped = true;
  await failed;
  return { count: after - before, seconds: (ended - began) / 1000 };
}

/** Sends at a steady rate over all lines, whatever comes back, and times each message to its arrival. */
export async function pace(
  lines: readonly Line[],
  given: { rate: number; seconds: number; size: number },
): Promise<{ arrival: Percentiles; acknowledgement: Percentiles }> {
  const total = given.rate * given.seconds;
  const arrivals: number[] = [];
  const acknowledgements: number[] = [];
  const sentAt = new Float64Array(total);
  const heard = (bytes: Uint8Array): void => {
    const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    arrivals.push(performance.now() - (sentAt[number] ?? 0));
  };
  for (const line of lines) line.onArrival(heard);
  const sends: Promise<void>[] = [];
  const began = performance.now();
  for (let number = 0; number < total; number++) {
    const due = began + (number * 1000) / given.rate;
    if (due > performance.now()) await sleep(due - performance.now());
    const body = new Uint8Array(given.size);
    new DataView(body.buffer).setUint32(0, number);
    const sent = performance.now();
    sentAt[number] = sent;
    const sending = lines[number % lines.length]?.send(body);
    sends.push(Promise.resolve(sending).then(() => void acknowledgements.push(performance.now() - sent)));
  }
  await Promise.all(sends);
  const deadline = performance.now() + 10_000;
  while (arrivals.length < total && performance.now() < deadline) await sleep(10);
  if (arrivals.length < total) throw new Error(`${total - arrivals.length} of ${total} messages did not arrive`);
  return { arrival: percentiles(arrivals), acknowledgement: percentiles(acknowledgements) };
}

/** Writes `messages` to a group, `outstanding` at a time, and counts arrivals until all members have all. */
export async function spread(
  line: Line,
  given: { messages: number; readers: number; outstanding: number; size: number },
): Promise<Rate> {
  const body = new Uint8Array(given.size);
  const expected = given.messages * given.readers;
  let count = 0;
  let left = given.messages;
  const began = performance.now();
  const complete = new Promise<number>((resolve) => {
    line.onArrival(() => {
      if (++count === expected) resolve(performance.now());
    });
  });
  const worker = async (): Promise<void> => {
    while (left-- > 0) await line.send(body);
  };
  await Promise.all(Array.from({ length: given.outstanding }, worker));
  const ended = await Promise.race([complete, sleep(30_000)]);
  if (ended === undefined) throw new Error(`${expected - count} of ${expected} deliveries are missing`);
  return { count, seconds: (ended - began) / 1000 };
}
