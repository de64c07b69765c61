import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { remarkExperts } from '../platform/expert-words.js';
import { print, remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { itemLines, noticeLines, waitingLines } from '../platform/show-item.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly last: number;
  readonly before?: number;
}

/** `comity conversation read CONVERSATION` */
export const conversationRead: Register = (noun, streams) => {
  noun
    .command('read <conversation>')
    .description(
      'The last messages of a conversation, and what is not as it should be. Marks them as read, on all your devices.',
    )
    .option('--last <n>', 'how many', wholeNumber(1, 100_000), 50)
    .option('--before <n>', 'only those before this place', wholeNumber(1, 1e12))
    .addHelpText('after', examples('comity conversation read 5Kx0', 'comity conversation read nerovia --last 10'))
    .action(async (prefix: string, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client, online) => {
          const conversation = await findConversation(client, prefix);
          await remarkExperts(context.io, client, conversation);
          const range = { limit: options.last, ...(options.before === undefined ? {} : { before: options.before }) };
          const { items, waiting, earlier, readBy } = await client.messages(conversation, range);
          const notices = await client.notices(conversation);
          print(
            context.io,
            [
              ...items.flatMap((item) => itemLines(client, item, context.io)),
              ...waiting.flatMap((one, i) => waitingLines(one, i + 1)),
              ...notices.flatMap((notice) => noticeLines(notice, context.io)),
            ],
            { conversation, online, items, waiting, notices, earlier, readBy },
          );
          if (earlier) remark(context.io, `Earlier ones: --before ${String(items[0]?.seq ?? 1)}`);
          if (items.length === 0) remark(context.io, 'Nothing has been said yet.');
          if (!online) remark(context.io, 'The relay did not answer: this is what this device holds.');
          await client.markRead(conversation);
        },
        { offline: true },
      );
    });
};
