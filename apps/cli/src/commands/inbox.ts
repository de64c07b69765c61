import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, safeLine, table } from '../platform/io.js';
import { authorityName, officerName, shortId } from '../platform/names.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

/** Characters that are shown of the last message. */
const WIDTH = 60;

/** `comity inbox` */
export const inbox: Register = (program, streams) => {
  program
    .command('inbox')
    .description('Your conversations: unread first, then the newest.')
    .addHelpText('after', examples('comity inbox', 'comity --local-time inbox'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client, online) => {
          const found = await client.conversations();
          const sorted = [...found.filter(({ unread }) => unread > 0), ...found.filter(({ unread }) => unread === 0)];
          const rows = sorted.map(
            ({ id, kind, counterparts, heading, beside, unread, waiting, last, lastAt, closed }) => [
              shortId(id),
              unread > 0 ? `${String(unread)} new` : '',
              closed ? 'closed' : beside === undefined ? kind : `notes ${shortId(beside)}`,
              counterparts.map((authority) => authorityName(client, authority)).join(', '),
              excerpt(heading.subject ?? ''),
              timeOf(lastAt, context.io),
              waiting > 0
                ? `${String(waiting)} not sent yet`
                : last?.content?.type === 'text'
                  ? `${officerName(client, last.sender.officer)}: ${excerpt(last.content.text)}`
                  : '',
            ],
          );
          print(context.io, table(rows), { online, conversations: sorted });
          if (sorted.length === 0)
            remark(
              context.io,
              'No conversation yet. Begin one: comity conversation open --with AUTHORITY (see "comity directory find").',
            );
          if (!online) remark(context.io, 'The relay did not answer: this is what this device holds.');
          const { calm } = await client.trust();
          if (!calm) remark(context.io, '! Something needs your attention: comity trust');
        },
        { offline: true },
      );
    });
};

/** The beginning of the first line, cut between characters. */
function excerpt(text: string): string {
  const line = [...(text.trimStart().split('\n', 1)[0] ?? '')];
  return safeLine(line.length > WIDTH ? `${line.slice(0, WIDTH - 1).join('')}…` : line.join(''));
}
