import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation take-back CONVERSATION PLACE` */
export const conversationTakeBack: Register = (noun, streams) => {
  noun
    .command('take-back <conversation> [place]')
    .description(
      'Delete a message that waits on this device: +1 is the first that "conversation read" shows as waiting. The relay is not asked.',
    )
    .addHelpText('after', examples('comity conversation take-back 5Kx0', 'comity conversation take-back 5Kx0 +2'))
    .action(async (prefix: string, place: string | undefined, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client) => {
          const conversation = await findConversation(client, prefix);
          const { waiting } = await client.messages(conversation, { limit: 1 });
          if (place === undefined && waiting.length > 1)
            throw new CodedError(
              'usage.invalid',
              `${String(waiting.length)} messages wait: give the place of one, such as +1; "comity conversation read" shows them`,
            );
          const found = waiting[Number((place ?? '1').replace(/^\+/, '')) - 1];
          if (found === undefined)
            throw new CodedError(
              'message.absent',
              'no such message waits on this device: it was sent, or never written',
            );
          if (!(await client.takeBack(conversation, found.id)))
            throw new CodedError(
              'message.sent',
              'it may be on its way already. Once it stands in the conversation, withdraw it: comity conversation say --withdraw',
            );
          print(context.io, 'taken back', { conversation, id: found.id });
        },
        { offline: 'always' },
      );
    });
};
