import type { Command } from 'commander';
import { contextOf, type Register } from '../platform/command.js';
import { print, remark, safeText, table } from '../platform/io.js';
import { authorityName, officerName, shortId } from '../platform/names.js';
import { timeOf } from '../platform/show-item.js';
import { withClient } from '../platform/with-client.js';

/** `comity inbox` */
export const inbox: Register = (program, streams) => {
  program
    .command('inbox')
    .description('Your conversations: unread first, then the newest.')
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client, online) => {
          const found = await client.conversations();
          const sorted = [...found.filter(({ unread }) => unread > 0), ...found.filter(({ unread }) => unread === 0)];
          const rows = sorted.map(({ id, kind, counterparts, unread, waiting, last, lastAt, closed }) => [
            shortId(id),
            unread > 0 ? `${String(unread)} new` : '',
            closed ? 'closed' : kind,
            counterparts.map((authority) => authorityName(client, authority)).join(', '),
            timeOf(lastAt),
            waiting > 0 ? `${String(waiting)} not sent yet` : last?.content?.type === 'text' ? `${officerName(client, last.sender.officer)}: ${safeText(last.content.text).split('\n', 1)[0]?.slice(0, 60) ?? ''}` : '',
          ]);
          print(context.io, table(rows), { online, conversations: sorted });
          if (sorted.length === 0) remark(context.io, 'No conversation yet. Begin one: comity conversation open --with AUTHORITY (see "comity directory find").');
          if (!online) remark(context.io, 'The relay did not answer: this is what this device holds.');
          const { calm } = await client.trust();
          if (!calm) remark(context.io, '! Something needs your attention: comity trust');
        },
        { offline: true },
      );
    });
};
