import { purposes, type ConversationSummary, type Client, type Purpose } from '#client';
import type { AuthorityId } from '#contracts';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, safeLine } from '../platform/io.js';
import { authorityName, findConversation } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly subject?: string;
  readonly reference?: string;
  readonly purpose?: Purpose[];
}

/** `comity conversation heading CONVERSATION` */
export const conversationHeading: Register = (noun, streams) => {
  noun
    .command('heading <conversation>')
    .description('What a conversation is about; with options, say so: its subject, your own reference, its purposes.')
    .option('--subject <text>', 'the subject, for both sides', headingLine(200))
    .option('--reference <text>', "your own side's reference; empty to take it away", headingLine(100, 0))
    .addOption(new Option('--purpose <purpose...>', 'what it is for; once for all of them').choices(purposes))
    .addHelpText(
      'after',
      examples(
        'comity conversation heading 5Kx0',
        'comity conversation heading 5Kx0 --subject "Testimony by video link" --reference "MAR 2026/7" --purpose evidence costs',
      ),
    )
    .action(async (prefix: string, { purpose, ...options }: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client, online) => {
          const conversation = await findConversation(client, prefix);
          const change = { ...options, ...(purpose === undefined ? {} : { purposes: [...new Set(purpose)] }) };
          if (Object.keys(change).length > 0) {
            await client.speaking.setHeading(conversation, change);
            if (online) await client.settle(conversation);
            else remark(context.io, 'Kept on this device; it is sent when the relay answers.');
          }
          const { heading } = await client.conversation(conversation);
          print(context.io, lines(client, heading), { conversation, heading });
        },
        { offline: true },
      );
    });
};

function lines(client: Client, { subject, references, purposes: named }: ConversationSummary['heading']): string[] {
  return [
    subject === undefined ? 'no subject yet' : safeLine(subject),
    ...Object.entries(references).map(
      ([authority, reference]) => `${authorityName(client, authority as AuthorityId)}: ${safeLine(reference)}`,
    ),
    ...(named.length === 0 ? [] : [`for: ${named.join(', ')}`]),
  ];
}

// Trimmed, with at most so many characters.
function headingLine(most: number, least = 1): (text: string) => string {
  return (text) => {
    const line = text.trim();
    if (line.length < least || line.length > most || /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(line))
      throw new InvalidArgumentError(`It is one line of at most ${most} characters.`);
    return line;
  };
}
