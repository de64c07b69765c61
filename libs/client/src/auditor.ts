import { Bytes32Text } from '#contracts';
import { networkIdOf, parseStatement } from '#directory';
import { z } from 'zod';
import { DirectorySync } from './directory.js';
import type { ClientEnvironment } from './environment.js';
import { refuse } from './errors.js';
import { Invitation } from './invitation.js';
import { Notices } from './notices.js';
import { RecordLeaves } from './record-leaves.js';
import { RecordPacks } from './record-packs.js';
import { RecordWatch } from './record.js';
import { Store } from './store.js';
import type { KnownDirectory } from './surroundings.js';
import { Transport, type Credentials } from './transport.js';

/** What an administrator hands an auditor: where the relay is, which network this is, and a token that reads the record. Secret. */
export const AuditorAccount = z.strictObject({
  format: z.literal('comity/auditor/v1'),
  relay: Invitation.shape.relay,
  founding: Invitation.shape.founding,
  token: Bytes32Text,
});
/** As its schema parses it. */
export type AuditorAccount = z.infer<typeof AuditorAccount>;

/** Whether a text gives itself out as an auditor's account. */
export function isAuditorAccount(text: string): boolean {
  return text.includes(AuditorAccount.shape.format.value);
}

/** An auditor's account from the text of its file. @throws `network.founding` when it is none */
export function parseAuditorAccount(text: string): AuditorAccount {
  try {
    return AuditorAccount.parse(JSON.parse(text));
  } catch (error) {
    return refuse('network.founding', 'this is not the account of an auditor', error);
  }
}

/** Who reads the record: a client's parts for that, or an auditor's. */
export interface RecordReading {
  readonly directory: KnownDirectory;
  readonly record: RecordWatch;
  readonly leaves: RecordLeaves;
  readonly packs: RecordPacks;
}

/** An auditor: reads the record and nothing else, and believes the relay in as little as any client. */
export interface Auditor extends RecordReading {
  readonly directory: DirectorySync;
  readonly notices: Notices;
  close(): Promise<void>;
}

/**
 * Opens an auditor's store, or makes it: what was checked once is held to from then on, and is sealed under the token.
 * Nothing is asked of the relay yet.
 * @throws `passphrase.refused` for the store of another account, `store.newer`, `store.altered`
 */
export async function openAuditor(
  environment: Pick<ClientEnvironment, 'clock' | 'timers' | 'http' | 'httpBytes' | 'database'>,
  { relay, founding, token }: AuditorAccount,
  cost: Parameters<typeof Store.create>[2] = {},
): Promise<Auditor> {
  const { clock, database, timers } = environment;
  const store = (await Store.exists(database))
    ? await Store.open(database, token)
    : await Store.create(database, token, cost);
  const notices = await Notices.open(store, clock);
  const transport = new Transport(environment, relay);
  const directory = await DirectorySync.open({
    store,
    transport,
    clock,
    founding,
    onFault: ({ code, held, met, entry }) =>
      notices.keep({ code: 'directory.fault', detail: code, evidence: { held: held ?? '', met, ...entry } }),
  });
  const record = new RecordWatch({
    store,
    transport,
    credentials: new TokenCredentials(token),
    clock,
    timers,
    terms: () => directory.latest.network(),
    onFault: ({ code, held, met, evidence }) =>
      notices.keep({ code: 'record.fault', detail: code, evidence: { held: held ?? '', met, ...evidence } }),
  });
  const { proven } = record;
  const networkId = networkIdOf(parseStatement(founding).body);
  return {
    directory,
    record,
    leaves: new RecordLeaves({ proven, store, directory, conversations: { states: new Map() } }),
    packs: new RecordPacks({ proven, directory, networkId }),
    notices,
    close: () => store.close(),
  };
}

/** A token that serves for what nobody reads without one; it is not shown where anybody may read. */
class TokenCredentials implements Credentials {
  constructor(private readonly value: string) {}

  token(): Promise<string> {
    return Promise.resolve(this.value);
  }

  covers(path: string): boolean {
    return /^\/v1\/record\/(?:leaves|openings)\?/.test(path);
  }

  // It is not renewed: an administrator makes another.
  forget(): void {
    return undefined;
  }
}
