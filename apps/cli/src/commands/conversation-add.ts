import type { Client } from '#client';
import type { ConversationId, DeviceId } from '#contracts';
import { CodedError, codeOf } from '#primitives';
import type { Command } from 'commander';
import { deviceId } from '../platform/argument.js';
import { contextOf, examples, several, severalOf, type Register } from '../platform/command.js';
import { grantWords } from '../platform/grant-words.js';
import { print, remark, type Io } from '../platform/io.js';
import { findAuthority, findConversation, findOfficer } from '../platform/names.js';
import { proposeChange } from '../platform/propose.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly officer: string[];
  readonly authority?: string;
  readonly device: DeviceId[];
  readonly history: boolean;
}

/** `comity conversation add CONVERSATION …` */
export const conversationAdd: Register = (noun, streams) => {
  noun
    .command('add <conversation>')
    .description('Add officers or devices of your own authority at once; another authority once every party agrees.')
    .option(
      '--officer <name>',
      'an officer of your authority (or, with --authority, of one that lost its last device); once for each',
      several,
      [],
    )
    .option(
      '--device <id>',
      'a single device of your own authority, such as your second one; once for each',
      severalOf(deviceId),
      [],
    )
    .option('--authority <id>', 'a third authority, by id or part of its name: asks every party for consent')
    .option(
      '--history',
      'also give the added devices what the history rule allows; "conversation history" lists it',
      false,
    )
    .addHelpText(
      'after',
      examples(
        'comity conversation add 5Kx0 --officer "Calloway"',
        'comity conversation add 5Kx0 --device device-1f… --history',
        'comity conversation add 5Kx0 --authority esmere',
      ),
    )
    .action(async (prefix: string, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        const { seat } = await client.conversation(conversation);
        const authority = options.authority === undefined ? seat : findAuthority(client, options.authority);
        if (options.authority !== undefined && options.officer.length === 0) {
          const change = { type: 'party.added', authority, capacity: 'party' } as const;
          await proposeChange(context.io, client, conversation, change, {
            done: `${authority} was added`,
            keys: { authority },
          });
          return;
        }
        if (options.officer.length === 0 && options.device.length === 0)
          throw new CodedError('usage.invalid', 'name whom to add: --officer, --device or --authority');
        const before = new Set((await client.members(conversation)).map(({ device }) => device));
        if (options.officer.length > 0)
          await client.addOfficers(conversation, {
            authority,
            officers: options.officer.map((words) => findOfficer(client, authority, words)),
          });
        if (options.device.length > 0) await client.addDevices(conversation, options.device);
        const added = (await client.members(conversation))
          .map(({ device }) => device)
          .filter((device) => !before.has(device));
        const history = options.history ? await giveHistory(context.io, client, conversation, added) : undefined;
        print(
          context.io,
          added.map((device) => `added ${device}`),
          { conversation, added, ...(history === undefined ? {} : { history }) },
        );
      });
    });
};

/** What became of the history of each added device; it takes a key that the device makes once it is in the conversation. */
async function giveHistory(io: Io, client: Client, conversation: ConversationId, added: readonly DeviceId[]) {
  const outcomes: { readonly device: DeviceId; readonly history: 'given' | 'promised' | 'nothing' }[] = [];
  for (const device of added) {
    const granted = await client.giveHistory(conversation, device).catch((error: unknown) => {
      if (codeOf(error) === 'grant.nothing') return undefined;
      throw error;
    });
    if (granted === undefined) remark(io, `There is nothing earlier that ${device} may be given.`);
    else remark(io, grantWords(device, granted));
    outcomes.push({ device, history: granted === undefined ? 'nothing' : granted.promised ? 'promised' : 'given' });
  }
  return outcomes;
}
