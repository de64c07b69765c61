import { Worker } from 'node:worker_threads';
import { demandDone, type CommandDocument } from './comity-command.js';
import type { News, Order } from './comity-worker.js';

/** As many as share the work well on a small machine: each takes 256 MiB to stretch a passphrase. */
const WORKERS = 2;

interface Running {
  readonly argv: readonly string[];
  readonly documents: CommandDocument[];
  readonly onDocument: (document: CommandDocument) => void;
  readonly resolve: (documents: CommandDocument[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs command lines of `comity` beside each other, in threads: stretching a passphrase takes a second of a processor, and
 * nearly every command does. The memory that it takes is given back with the threads.
 */
export class ComityWorkers {
  readonly #workers = Array.from({ length: WORKERS }, () => new CommandWorker());

  /** Runs one in the thread with the least to do, and answers the documents it printed. @throws `start.demonstration` */
  async run(
    argv: readonly string[],
    onDocument: (document: CommandDocument) => void = () => undefined,
  ): Promise<CommandDocument[]> {
    const [idlest] = this.#workers.toSorted((a, b) => a.load - b.load);
    return idlest?.run(argv, onDocument) ?? [];
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }
}

class CommandWorker {
  readonly #worker = new Worker(new URL('./comity-worker.js', import.meta.url));
  readonly #running = new Map<number, Running>();
  #next = 0;

  constructor() {
    this.#worker.on('message', (news: News) => {
      this.#take(news);
    });
    this.#worker.on('error', (error: Error) => {
      for (const { reject } of this.#running.values()) reject(error);
    });
  }

  get load(): number {
    return this.#running.size;
  }

  async run(argv: readonly string[], onDocument: Running['onDocument']): Promise<CommandDocument[]> {
    const order: Order = { id: this.#next++, argv };
    return new Promise((resolve, reject) => {
      this.#running.set(order.id, { argv, documents: [], onDocument, resolve, reject });
      this.#worker.postMessage(order);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(news: News): void {
    const running = this.#running.get(news.id);
    if (running === undefined) return;
    if ('document' in news) {
      running.documents.push(news.document);
      running.onDocument(news.document);
      return;
    }
    this.#running.delete(news.id);
    try {
      demandDone(running.argv, news.end);
      running.resolve(running.documents);
    } catch (error) {
      running.reject(error as Error);
    }
  }
}
