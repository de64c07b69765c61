import type { DeviceId, MessageId } from '#contracts';
import { Option, type Command } from 'commander';
import { deviceId, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, severalOf, type Register } from '../platform/command.js';
import { grantWords } from '../platform/grant-words.js';
import { print, remark } from '../platform/io.js';
import { findConversation, findMessage } from '../platform/names.js';
import { itemLines } from '../platform/show-item.js';
import { withClient } from '../platform/with-client.js';

const MOST_SEQ = 1e12;

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
    .option(
      '--place <seq>',
      'only the message at this place; once for each. An expert is given what their sponsor chooses',
      severalOf(wholeNumber(1, MOST_SEQ)),
      [],
    )
    .addHelpText(
      'after',
      examples(
        'comity conversation history 5Kx0 device-1f00aa11bb22cc33dd44ee55',
        'comity conversation history 5Kx0 device-1f00aa11bb22cc33dd44ee55 --give',
        'comity conversation history 5Kx0 device-1f00aa11bb22cc33dd44ee55 --place 4 --place 7 --give',
      ),
    )
    .action(
      async (
        prefix: string,
        device: DeviceId,
        options: { give: boolean; scope: 'before-joining' | 'all'; place: number[] },
        command: Command,
      ) => {
        const context = contextOf(command, streams);
        await withClient(context, async (client) => {
          const conversation = await findConversation(client, prefix);
          const { give, scope, place } = options;
          const only: MessageId[] = [];
          for (const seq of place) only.push(await findMessage(client, conversation, String(seq)));
          const choice = { scope, ...(only.length > 0 && { only }) };
          const granted = give ? await client.giveHistory(conversation, device, choice) : undefined;
          const preview = granted ?? (await client.previewHistory(conversation, device, choice));
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
