import { Option, type Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation leave CONVERSATION` */
export const conversationLeave: Register = (noun, streams) => {
  noun
    .command('leave <conversation>')
    .description('Leave a conversation: you read nothing that is written after. What you have stays on this device.')
    .addOption(
      new Option('--who <who>', 'this device, all of your devices, or the whole authority')
        .choices(['device', 'officer', 'authority'])
        .default('officer'),
    )
    .addHelpText('after', examples('comity conversation leave 5Kx0', 'comity conversation leave 5Kx0 --who authority'))
    .action(async (prefix: string, { who }: { who: 'device' | 'officer' | 'authority' }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        await client.leave(conversation, who);
        print(context.io, 'left', { conversation, who });
        remark(context.io, 'Nothing more is sealed to you: a member renews the keys before the next message.');
      });
    });
};
