import type { Command } from 'commander';
import { messageText } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findConversation, shortId } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation notes CONVERSATION [TEXT]` */
export const conversationNotes: Register = (noun, streams) => {
  noun
    .command('notes <conversation> [text...]')
    .description(
      'Notes of your own side beside a conversation, which no other authority reads: opens them or finds them, and writes the text there.',
    )
    .addHelpText(
      'after',
      examples('comity conversation notes 5Kx0', 'comity conversation notes 5Kx0 "Called them: answer on Friday."'),
    )
    .action(async (prefix: string, words: string[], _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const text = words.length === 0 ? undefined : messageText(words.join(' '));
        const beside = await findConversation(client, prefix);
        const conversation = await client.notes.of(beside);
        if (text !== undefined) await client.say(conversation, text);
        await client.settle(conversation);
        print(context.io, shortId(conversation), { conversation, beside });
        remark(context.io, `Only your own side reads these. Next: comity conversation follow ${shortId(conversation)}`);
      });
    });
};
