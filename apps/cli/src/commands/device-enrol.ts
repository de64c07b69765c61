import {
  awaitEnrolment,
  loadIdentity,
  newIdentity,
  openClient,
  parseInvitation,
  Store,
  Transport,
  type ClientEnvironment,
  type Identity,
} from '#client';
import { codeOf, toBase64url, unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { openDatabase, type Context } from '../platform/context.js';
import { nodeEnvironment, systemClock } from '../platform/environment.js';
import { writeText } from '../platform/file.js';
import { invitationText } from '../platform/invitation-file.js';
import { print, remark } from '../platform/io.js';
import { askPassphrase, choosePassphrase } from '../platform/secrets.js';

const LIFE_SECONDS = 2 * 365 * 86_400;

interface Options {
  readonly requestOut?: string;
}

/** `comity device enrol INVITATION` */
export const deviceEnrol: Register = (noun, streams) => {
  noun
    .command('enrol')
    .argument('<invitation>', 'its file, its link, or the code that the link ends with')
    .description('Make the keys of this device and ask to be enrolled; read the six words to your administrator.')
    .option('--request-out <file>', 'also write the request to a file, for approval with the authority key')
    .addHelpText(
      'after',
      examples('comity device enrol officer.json', "comity device enrol 'https://relay.example/#invitation=eyJyZWx…'"),
    )
    .addHelpText('after', '\nThe words wait: stop with Ctrl-C and run the command again to go on.')
    .action(async (named: string, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      const invitation = await invitationText(named);
      const database = await openDatabase(context.home, { create: true });
      try {
        const environment = nodeEnvironment(database);
        const begun = await Store.exists(database);
        const passphrase = begun
          ? await askPassphrase(context.passphraseFile)
          : await choosePassphrase(context.passphraseFile);
        const store = begun ? await Store.open(database, passphrase) : await Store.create(database, passphrase);
        const identity = await identityIn(store, invitation);
        remark(context.io, `Network ${toBase64url(identity.networkId)}: compare it with what your administrator has.`);
        await awaitEnrolment({
          environment,
          transport: new Transport(environment, identity.invitation.relay),
          identity,
          cancelled: () => false,
          onRequest: async ({ words, request }) => {
            if (options.requestOut !== undefined) await writeText(options.requestOut, `${JSON.stringify(request)}\n`);
            showWords(context, words);
          },
        });
        await publishFirstKey(environment, store);
        const { authority, officer, device } = identity;
        print(context.io, `${device} is enrolled for ${authority}.`, { event: 'enrolled', authority, officer, device });
      } finally {
        await database.close();
      }
    });
};

/** Until its first agreement key stands in the record, nobody can write to a device. */
async function publishFirstKey(environment: ClientEnvironment, store: Store): Promise<void> {
  const client = await openClient(environment, store);
  try {
    await client.sync();
  } finally {
    await client.close();
  }
}

async function identityIn(store: Store, invitation: string): Promise<Identity> {
  try {
    return await loadIdentity(store);
  } catch (error) {
    if (codeOf(error) !== 'identity.absent') throw error;
    const { identity, writes } = newIdentity(
      parseInvitation(invitation),
      'cli',
      unixSeconds(systemClock) + LIFE_SECONDS,
    );
    await store.write(writes);
    return identity;
  }
}

function showWords({ io }: Context, words: readonly string[]): void {
  print(io, ['', `    ${words.join(' ')}`, ''], { event: 'words', words });
  remark(io, 'Read these six words to your administrator, by telephone or in person. Waiting …');
}
