import { setTimeout as sleep } from 'node:timers/promises';
import { diskDatabase, nodeEnvironment } from '#cli/platform/environment';
import { type Client, type ClientEnvironment, directoryEdition, openClient } from '#client';
import { codeOf } from '#primitives';
import { isWanted } from '#pages';
import { type LargeDirectory, PASSPHRASE } from './large-directory.js';

/** What a client that has nothing yet takes. Milliseconds and bytes of answers, from its first request on. */
export interface NewClientCost {
  /** Until the list of the log's entries is checked under its witnessed checkpoint. */
  readonly begun: number;
  /** Until a message to an officer of another authority is durable. */
  readonly written: number;
  /** What it had to receive for that. */
  readonly writtenBytes: number;
  /** Until it has everything. */
  readonly whole: number;
  readonly wholeBytes: number;
}

/** What a client that has all but the newest takes. Milliseconds, and bytes of answers. */
export interface OldClientCost {
  /** From the passphrase to an open store with the directory replayed. */
  readonly unlock: number;
  readonly caughtUp: number;
  readonly caughtUpBytes: number;
  /** What it had after that. */
  readonly statements: number;
  /** One search over all authorities, their pages' words with them; the slowest of several. */
  readonly search: number;
}

const SEARCHES = ['ministry 123', 's2 extradition', 'cooperation harbour', 'nobody has this'];
const PATIENCE = 60_000;

/** A device's first start: it writes to one authority as soon as it can, and goes on until it has everything. */
export async function newClientCost({ folder, authority, officer }: LargeDirectory): Promise<NewClientCost> {
  const counting = new Counting();
  const client = await openClient(counting.environment(folder), PASSPHRASE);
  const began = performance.now();
  const since = (): number => performance.now() - began;
  const whole = client.sync().then(() => ({ whole: since(), wholeBytes: counting.bytes }));
  const begun = await client.directory.syncEntries().then(since);
  const conversation = await opened(client, { authority, officer });
  await client.say(conversation, 'May we ask you something before we ask formally?');
  await client.settle(conversation);
  const written = { written: since(), writtenBytes: counting.bytes - counting.background };
  const cost = { begun, ...written, ...(await whole) };
  if (client.directory.missing > 0) throw new Error('the client lacks statements');
  await client.close();
  return cost;
}

/** The next start of the same device, when the log has grown a little. */
export async function oldClientCost({ folder }: LargeDirectory): Promise<OldClientCost> {
  const counting = new Counting();
  const opening = performance.now();
  const client = await openClient(counting.environment(folder), PASSPHRASE);
  const began = performance.now();
  await client.directory.sync();
  const caughtUp = performance.now() - began;
  const caughtUpBytes = counting.bytes;
  const searches = SEARCHES.map((words) => search(client, words));
  const statements = client.directory.latest.size;
  await client.close();
  return { unlock: began - opening, caughtUp, caughtUpBytes, statements, search: Math.max(...searches) };
}

// The device's first key has to be logged before anything can be sealed: the officer tries until it is.
async function opened(client: Client, { authority, officer }: Pick<LargeDirectory, 'authority' | 'officer'>) {
  for (const deadline = performance.now() + PATIENCE; ;) {
    try {
      return await client.open({ kind: 'consultation', with: [{ authority, officers: [officer] }] });
    } catch (error) {
      if (codeOf(error) === undefined || performance.now() > deadline) throw error;
      await sleep(25);
    }
  }
}

/** Milliseconds of one search by words over everything that the directory shows, listed anew. */
function search(client: Client, words: string): number {
  const began = performance.now();
  const wanted = {
    words,
    state: '',
    functions: [],
    instrument: '',
    language: '',
    channel: '',
    network: '',
    openNow: false,
  };
  const { authorities } = directoryEdition(client.directory);
  const found = authorities.filter(({ page, ...one }) => {
    const { hours, channels = [], languages } = page ?? {};
    const findable = { ...one, hours, channels, networks: [], languages: languages?.requests ?? [] };
    const names = page?.names.map(({ name }) => name) ?? [];
    const texts = [one.id, one.state, one.name, ...names, ...one.functions, ...one.instruments, page?.address ?? ''];
    return isWanted(findable, texts, wanted, 0);
  });
  const milliseconds = performance.now() - began;
  if (found.length === authorities.length) throw new Error('a search found everything');
  return milliseconds;
}

/** The bytes of a client's answers. */
class Counting {
  bytes = 0;
  /** Of them, what nobody waits for: the statements about everybody. */
  background = 0;

  environment(folder: string): ClientEnvironment {
    const environment = nodeEnvironment(diskDatabase(folder));
    return {
      ...environment,
      http: async (request) => {
        const answer = await environment.http(request);
        const length = Buffer.byteLength(answer.body ?? '');
        this.bytes += length;
        const { pathname, searchParams } = new URL(request.url);
        if (pathname === '/v1/directory/statements' && !searchParams.has('subject')) this.background += length;
        return answer;
      },
    };
  }
}
