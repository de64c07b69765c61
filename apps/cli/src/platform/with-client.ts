import { openClient, type Client } from '#client';
import { codeOf, CodedError } from '#primitives';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Context } from './context.js';
import { http, nodeEnvironment, systemClock } from './environment.js';
import { askPassphrase } from './secrets.js';

/** A relay that is being started again is given this long before it counts as away. */
const PATIENCE_MILLISECONDS = 3_000;
const PAUSE_MILLISECONDS = 500;
const AWAY = new Set(['client.offline', 'relay.unavailable', 'relay.stopping']);

/**
 * Runs `act` with the client of the home folder, and closes it whatever happens. It has caught up with the relay before,
 * unless it is offline: where that is allowed and the relay does not answer, or always.
 */
export async function withClient<Result>(
  context: Context,
  act: (client: Client, online: boolean) => Promise<Result>,
  { offline = false }: { readonly offline?: boolean | 'always' } = {},
): Promise<Result> {
  const database = await openDatabase(context.home);
  try {
    const client = await openClient(nodeEnvironment(database), await askPassphrase(context.passphraseFile));
    try {
      const online = offline !== 'always' && (await catchUp(client, offline));
      return await act(client, online);
    } finally {
      await client.close();
    }
  } finally {
    await database.close();
  }
}

/** Whether a fault says that the relay is away, and not that it refused. */
export function isAway(error: unknown): boolean {
  return AWAY.has(codeOf(error) ?? '');
}

async function catchUp(client: Client, offline: boolean): Promise<boolean> {
  try {
    await knock(client.identity.invitation.relay);
    await client.sync();
    return true;
  } catch (error) {
    if (offline && isAway(error)) return false;
    throw error;
  }
}

/** Finds out within seconds that nobody listens; connecting a socket would take much longer to. @throws `client.offline` */
async function knock(origin: string): Promise<void> {
  for (const began = systemClock.now(); ;) {
    try {
      await http({ method: 'GET', url: `${origin}/v1/network`, headers: {}, most: 0 });
      return;
    } catch (error) {
      if (systemClock.now() - began > PATIENCE_MILLISECONDS)
        throw new CodedError('client.offline', 'the relay did not answer', { cause: error });
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
