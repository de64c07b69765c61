import type { Command } from 'commander';
import { saveFile } from '../platform/attached-file.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';
import { findConversation, findMessage } from '../platform/names.js';
import { progressOf } from '../platform/transfer-words.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly to: string;
}

/** `comity conversation save CONVERSATION #N` */
export const conversationSave: Register = (noun, streams) => {
  noun
    .command('save <conversation> <#n>')
    .description('Fetch the file of a message, check it whole, and save it under a safe name; never over another file.')
    .option('--to <folder>', 'where to', '.')
    .addHelpText(
      'after',
      examples('comity conversation save 5Kx0 12', 'comity conversation save nerovia 12 --to files'),
    )
    .action(async (prefix: string, place: string, { to }: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client) => {
          const conversation = await findConversation(client, prefix);
          const message = await findMessage(client, conversation, place);
          const file = await client.attachments.fetch(conversation, message, {
            onProgress: progressOf(context.io, place, 'fetched'),
          });
          const path = await saveFile(file, to);
          await client.attachments.forget(conversation, message);
          const { mediaType, length } = file;
          print(context.io, path, { conversation, message, file: path, mediaType, length });
        },
        { offline: true },
      );
    });
};
