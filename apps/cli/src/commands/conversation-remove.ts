import type { DeviceId } from '#contracts';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { deviceId } from '../platform/argument.js';
import { contextOf, examples, several, severalOf, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findAuthority, findConversation, findOfficer } from '../platform/names.js';
import { proposeChange } from '../platform/propose.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly officer: string[];
  readonly device: DeviceId[];
  readonly authority?: string;
}

/** `comity conversation remove CONVERSATION …` */
export const conversationRemove: Register = (noun, streams) => {
  noun
    .command('remove <conversation>')
    .description('Remove officers or devices of your own authority at once; another authority once every party agrees.')
    .option('--officer <name>', 'an officer of your authority, with all devices; once for each', several, [])
    .option('--device <id>', 'a single device of your authority; once for each', severalOf(deviceId), [])
    .option('--authority <id>', 'another authority, by id or part of its name: asks every party for consent')
    .addHelpText(
      'after',
      examples(
        'comity conversation remove 5Kx0 --officer "Calloway"',
        'comity conversation remove 5Kx0 --device device-1f00aa11bb22cc33dd44ee55',
        'comity conversation remove 5Kx0 --authority esmere',
      ),
    )
    .action(async (prefix: string, { officer, device, authority: words }: Options, command: Command) => {
      const context = contextOf(command, streams);
      if ((words === undefined) === (officer.length + device.length === 0))
        throw new CodedError('usage.invalid', 'name whom to remove: --officer and --device, or --authority');
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        const members = await client.members(conversation);
        if (words !== undefined) {
          const authority = findAuthority(client, words);
          const capacity = members.find((member) => member.authority === authority)?.capacity ?? 'party';
          const change = { type: 'party.removed', authority, capacity } as const;
          await proposeChange(context.io, client, conversation, change, {
            done: `${authority} was removed`,
            keys: { authority },
          });
          return;
        }
        const { seat } = await client.conversation(conversation);
        const officers = officer.map((name) => findOfficer(client, seat, name));
        const removed = members
          .filter((member) => device.includes(member.device) || officers.includes(member.officer))
          .map((member) => member.device);
        if (removed.length === 0)
          throw new CodedError(
            'person.unknown',
            'none of these is in the conversation: see "comity conversation members"',
          );
        await client.removeDevices(conversation, removed);
        print(
          context.io,
          removed.map((one) => `removed ${one}`),
          { conversation, removed },
        );
        remark(context.io, 'Nothing that is written from now on can be read there.');
      });
    });
};
