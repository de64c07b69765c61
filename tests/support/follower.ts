import { MemoryLevel } from 'memory-level';
import { DirectorySync, Store, Transport, type DirectoryFault } from '#client';
import { SettableClock } from './clock.js';

/** A client's copy of the directory alone, over real HTTP; it begins with nothing but the founding statement. */
export interface Follower {
  readonly directory: DirectorySync;
  /** What it was shown, in order. */
  readonly faults: DirectoryFault[];
  readonly clock: SettableClock;
  /** What stands in place of the relay's answer to a path, while it is set. */
  bend: ((path: string, body: string) => string) | undefined;
}

/** Opens a {@link Follower} of a relay at `url`. @throws what a founding statement is refused with */
export async function aFollower(url: string, founding: string): Promise<Follower> {
  const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
  const clock = new SettableClock();
  const faults: DirectoryFault[] = [];
  const http = async (request: { readonly method: string; readonly url: string }) => {
    const response = await fetch(request.url, { method: request.method });
    const body = await response.text();
    return { status: response.status, body: follower.bend?.(new URL(request.url).pathname, body) ?? body };
  };
  const directory = await DirectorySync.open({
    store: await Store.create(database, 'correct horse', { unsafeTestingCost: { ops: 1, memory: 8 } }),
    transport: new Transport({ http }, url),
    clock,
    founding,
    onFault: (fault) => Promise.resolve(void faults.push(fault)),
  });
  const follower: Follower = { directory, faults, clock, bend: undefined };
  return follower;
}
