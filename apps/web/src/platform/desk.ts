import { wrap, type Remote } from 'comlink';
import workerUrl from '../desk/worker.ts?worker&url';
import { CHANGES, type Changed, type Desk } from '../desk/api/desk.js';
import type { Topic } from '../desk/api/topics.js';
import { carryErrorCodes } from './error-transfer.js';
import { scriptUrl } from './trusted-types.js';

const NAME = 'comity-desk';

/** The worker as the page sees it: its nouns, every method of theirs a promise. */
export type RemoteDesk = { readonly [Noun in keyof Desk]: Remote<Desk[Noun]> };

/** No other window may hold the desk; this one does not. */
export class DeskElsewhere extends Error {
  override readonly name = 'DeskElsewhere';
}

/**
 * Connects to the desk: one worker for all windows of this browser. Where the browser shares no workers, the window that
 * came first has it alone.
 * @throws DeskElsewhere
 */
export async function connectDesk(): Promise<RemoteDesk> {
  carryErrorCodes();
  const options = { type: 'module', name: NAME } as const;
  if (typeof SharedWorker !== 'undefined') {
    const { port } = new SharedWorker(scriptUrl(workerUrl), options);
    return wrap<Desk>(port) as unknown as RemoteDesk;
  }
  if (!(await heldAlone())) throw new DeskElsewhere();
  const { port1, port2 } = new MessageChannel();
  new Worker(scriptUrl(workerUrl), options).postMessage(port2, [port2]);
  return wrap<Desk>(port1) as unknown as RemoteDesk;
}

/** Takes the lock for as long as this window lives. */
async function heldAlone(): Promise<boolean> {
  return new Promise((taken) => {
    void navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => {
      taken(lock !== null);
      if (lock !== null) await new Promise(() => undefined);
    });
  });
}

/** Calls `listener` with what changed; the answer stops it. */
export function onChange(listener: (topics: readonly Topic[]) => void): () => void {
  const channel = new BroadcastChannel(CHANGES);
  channel.onmessage = ({ data }: MessageEvent<Changed>) => {
    listener(data.topics);
  };
  return () => {
    channel.close();
  };
}
