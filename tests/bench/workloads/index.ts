import type { Bench } from '../bench.js';
import type { Figure } from '../figure.js';
import { catchUp } from './catch-up.js';
import { epochs, seal, statements, store } from './client.js';
import { directory } from './directory.js';
import { fanOut } from './fan-out.js';
import { growth } from './growth.js';
import { idle } from './idle.js';
import { latency } from './latency.js';
import { throughput } from './throughput.js';
import { wire } from './wire.js';

/** Something that the bench measures. */
export interface Workload {
  /** For `--help`. */
  readonly words: string;
  /** Whether it takes a relay and its database. */
  readonly servers: boolean;
  readonly run: (bench: Bench) => Promise<Figure[]>;
}

/** Every workload, in the order in which they run. */
export const workloads: Readonly<Record<string, Workload>> = {
  throughput: { words: 'durable acknowledgements a second, CPU a message', servers: true, run: throughput },
  latency: { words: 'end to end at 100 messages a second', servers: true, run: latency },
  'fan-out': { words: 'deliveries a second to 10, 100 and 1,000 members', servers: true, run: fanOut },
  'catch-up': { words: 'one device reads 10,000 messages', servers: true, run: catchUp },
  wire: { words: 'bytes of a sent message', servers: true, run: wire },
  store: { words: 'a real client: first screen, unlocking, catching up', servers: true, run: store },
  directory: {
    words: 'a client of a directory of 30,000 statements: writes, has all, catches up, finds',
    servers: true,
    run: directory,
  },
  growth: { words: 'acknowledgements a second as messages pile up', servers: true, run: growth },
  idle: { words: 'memory of 1,000 and 10,000 idle sockets', servers: true, run: idle },
  seal: { words: 'a client seals and opens messages', servers: false, run: seal },
  epochs: { words: 'a client opens and advances conversations of 10 to 1,000 devices', servers: false, run: epochs },
  statements: { words: 'a client verifies and replays the directory', servers: false, run: statements },
};
