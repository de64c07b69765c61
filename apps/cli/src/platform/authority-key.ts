import type { FieldOpening, StatementAccepted } from '#contracts';
import {
  DirectorySync,
  signedStatement,
  Store,
  submitStatement,
  Transport,
  type Database,
  type StatementSigner,
} from '#client';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { MemoryLevel } from 'memory-level';
import { authorityId, relayOrigin } from './argument.js';
import { placeOf } from './relay-place.js';
import { several } from './command.js';
import { http, systemClock } from './environment.js';
import { openKeyFile } from './key-file.js';
import { askPassphrase } from './secrets.js';
import { readFounding } from './statement-file.js';

/** The options with which an act is signed by the authority's own keys instead of an administrator's device. */
export interface AuthorityKeyOptions {
  readonly authority?: string;
  readonly authorityKey?: string[];
  readonly network?: string;
  readonly relay?: string;
}

/** Adds {@link AuthorityKeyOptions} to a command. */
export function withAuthorityKey(command: Command): Command {
  return command
    .option(
      '--authority-key <file>',
      "sign with the authority's own key file instead of this device; once for each",
      several,
    )
    .option('--authority <id>', 'with --authority-key: the authority', authorityId)
    .option('--network <file>', "with --authority-key: the network's founding statement")
    .option('--relay <url>', 'with --authority-key: the relay', relayOrigin);
}

/** An authority that acts by its own keys. */
export interface ActingAuthority {
  readonly authority: string;
  readonly founding: string;
  readonly relay: string;
  readonly networkId: Uint8Array;
  readonly transport: Transport;
  readonly signers: readonly StatementSigner[];
  /** Signs an act at the authority's present place and submits it. */
  state(act: Readonly<Record<string, unknown>>, openings?: readonly FieldOpening[]): Promise<StatementAccepted>;
  /** As {@link directoryWithoutDevice}. */
  directory(): Promise<DirectorySync>;
}

/** The authority of the options, its keys unlocked; undefined when an administrator's device is to act. */
export async function actingAuthority(
  options: AuthorityKeyOptions,
  passphraseFile: string | undefined,
): Promise<ActingAuthority | undefined> {
  const { authority, authorityKey, network, relay } = options;
  if (authorityKey === undefined) return undefined;
  if (authority === undefined || network === undefined || relay === undefined) {
    throw new CodedError('usage.invalid', '--authority-key also needs --authority, --network and --relay');
  }
  const { founding, networkId } = await readFounding(network);
  const transport = new Transport({ http }, relay);
  const signers: StatementSigner[] = [];
  for (const file of authorityKey)
    signers.push(await openKeyFile(file, await askPassphrase(passphraseFile, `Passphrase of ${file}`)));
  return {
    authority,
    founding,
    relay,
    networkId,
    transport,
    signers,
    state: async (act, openings = []) => {
      const body = { ...act, subject: authority, prev: await placeOf(relay, authority) };
      return submitStatement(transport, signedStatement(networkId, body, signers), openings);
    },
    directory: async () => directoryWithoutDevice(transport, founding),
  };
}

/** A network's directory for whoever has no device: all of it is checked against the founding statement, and nothing of it stays. */
export async function directoryWithoutDevice(transport: Transport, founding: string): Promise<DirectorySync> {
  const database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
  const store = Store.passing(database);
  return DirectorySync.open({ store, transport, clock: systemClock, founding, onFault: () => Promise.resolve() });
}
