import type { SponsoredExpert } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, safeLine, table } from '../platform/io.js';
import { officerName, shortId } from '../platform/names.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

/** `comity expert list` */
export const expertList: Register = (noun, streams) => {
  noun
    .command('list')
    .description(
      'The outside experts whom your authority sponsors or has sponsored: for which conversation, until when.',
    )
    .addHelpText('after', examples('comity expert list'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client) => {
          const experts = await client.experts.list();
          const rows = experts.map((expert) => [
            safeLine(officerName(client, expert.officer)),
            expert.officer,
            shortId(expert.conversation),
            `until ${timeOf(expert.until, context.io)}`,
            standingWords(expert),
          ]);
          print(context.io, table(rows), { experts });
          if (experts.length === 0) remark(context.io, 'Your authority sponsors no outside expert.');
        },
        { offline: true },
      );
    });
};

function standingWords({ standing, enrolled, seated }: SponsoredExpert): string {
  if (standing === 'ended') return 'ended';
  if (standing === 'over') return 'over';
  if (seated === true) return 'takes part';
  return enrolled ? 'enrolled, not brought in' : 'not enrolled';
}
