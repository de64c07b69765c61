import type { DeviceId } from '#contracts';
import { Option, type Command } from 'commander';
import { deviceId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { grantWords } from '../platform/grant-words.js';
import { print, remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { itemLines } from '../platform/show-item.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation history CONVERSATION DEVICE` */
export const conversationHistory: Register = (noun, streams) => {
  noun
    .command('history')
    .argument('<conversation>', 'the conversation')
    .argument('<device>', 'id of the device', deviceId)
    .description('List what a device that joined later would become able to read, and with --give, give it.')
    .option('--give', 'give it', false)
    .addOption(
      new Option('--scope <which>', 'what was before it joined, or all (for one that was dormant)')
        .choices(['before-joining', 'all'])
        .default('before-joining'),
    )
    .addHelpText(
      'after',
      examples(
        'comity conversation history 5Kx0 device-1f00aa11bb22cc33dd44ee55',
        'comity conversation history 5Kx0 device-1f00aa11bb22cc33dd44ee55 --give',
      ),
    )
    .action(
      async (
        prefix: string,
        device: DeviceId,
        options: { give: boolean; scope: 'before-joining' | 'all' },
        command: Command,
      ) => {
        const context = contextOf(command, streams);
        await withClient(context, async (client) => {
          const conversation = await findConversation(client, prefix);
          const granted = options.give ? await client.giveHistory(conversation, device, options.scope) : undefined;
          const preview = granted ?? (await client.previewHistory(conversation, device, options.scope));
          const lines = preview.messages.flatMap((item) => itemLines(client, item, context.io));
          print(context.io, lines, { ...preview, given: granted !== undefined });
          remark(
            context.io,
            granted === undefined && !preview.promised
              ? 'Nothing was given. To give these: the same with --give.'
              : grantWords(device, preview),
          );
        });
      },
    );
};
