import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { proposeChange } from '../platform/propose.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation close CONVERSATION` */
export const conversationClose: Register = (noun, streams) => {
  noun
    .command('close <conversation>')
    .description(
      'Close a conversation once every party agrees: nobody writes in it after, and all keep what they have.',
    )
    .addHelpText('after', examples('comity conversation close 5Kx0'))
    .action(async (prefix: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        await proposeChange(context.io, client, conversation, { type: 'conversation.closed' }, { done: 'closed' });
        remark(context.io, 'To go on reading it, name it by the beginning of its id.');
      });
    });
};
