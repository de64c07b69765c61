import { openClient, type Client } from '#client';
import { CodedError } from '#primitives';
import { openDatabase, type Context } from './context.js';
import { nodeEnvironment } from './environment.js';
import { askPassphrase } from './secrets.js';

/**
 * Runs `act` with the client of the home folder, and closes it whatever happens. It has caught up with the relay before,
 * unless `offline` is allowed and the relay does not answer.
 */
export async function withClient<Result>(
  context: Context,
  act: (client: Client, online: boolean) => Promise<Result>,
  { offline = false }: { readonly offline?: boolean } = {},
): Promise<Result> {
  const database = await openDatabase(context.home);
  try {
    const client = await openClient(nodeEnvironment(database), await askPassphrase(context.passphraseFile));
    try {
      const online = await catchUp(client, offline);
      return await act(client, online);
    } finally {
      await client.close();
    }
  } finally {
    await database.close();
  }
}

async function catchUp(client: Client, offline: boolean): Promise<boolean> {
  try {
    await client.sync();
    return true;
  } catch (error) {
    if (offline && error instanceof CodedError && error.code === 'client.offline') return false;
    throw error;
  }
}
