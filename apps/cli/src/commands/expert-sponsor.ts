import { invitationLink } from '#client';
import { ConversationId } from '#contracts';
import { unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { systemClock } from '../platform/environment.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { findConversation, shortId } from '../platform/names.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

const DAY = 86_400;

interface Options {
  readonly name: string;
  readonly days: number;
  readonly invitation: string;
}

/** `comity expert sponsor CONVERSATION …` */
export const expertSponsor: Register = (noun, streams) => {
  noun
    .command('sponsor <conversation>')
    .description(
      'Sponsor an outside expert for one conversation, until a date, and write the invitation for their device. The conversation is named by its whole id where you are not in it. They come in once every party has agreed. Administrators only.',
    )
    .requiredOption('--name <name>', 'shown to members; the log holds only a commitment')
    .option('--days <n>', 'how long they may take part', wholeNumber(1, 366), 30)
    .requiredOption('--invitation <file>', 'the invitation to write')
    .addHelpText(
      'after',
      examples('comity expert sponsor 5Kx0 --name "Prof. A. Outside" --days 14 --invitation expert.json'),
    )
    .action(async (prefix: string, { name, days, invitation: file }: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        // An administrator need not be in it: a whole id is taken as it is.
        const conversation = ConversationId.safeParse(prefix).data ?? (await findConversation(client, prefix));
        const from = unixSeconds(systemClock);
        const validity = { from, until: from + days * DAY };
        const invitation = await client.experts.sponsor({ conversation, validity, person: { name } });
        const { officer } = invitation;
        await writeText(file, `${JSON.stringify(invitation, undefined, 2)}\n`);
        const link = invitationLink(invitation);
        print(context.io, [`${officer}  until ${timeOf(validity.until, context.io)}`, link], {
          officer,
          conversation,
          until: validity.until,
          invitation: file,
          link,
        });
        remark(
          context.io,
          `Next: the expert opens this link in a browser, or runs: comity device enrol ${file}\nThen type the six words that they read to you: comity device approve\nThen ask every party: comity expert admit ${shortId(conversation)} ${officer}`,
        );
      });
    });
};
