import { lookUpTokens } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark, safeLine, table } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { timeOf } from '../platform/time.js';

/** `comity token list` */
export const tokenList: Register = (noun, streams) => {
  noun
    .command('list')
    .description(
      "Your authority's tokens: what for, what each reads, who made it, until when, and its last use. Administrators only.",
    )
    .addHelpText('after', examples('comity token list'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ transport, session }) => {
        const tokens = await lookUpTokens(transport, session);
        print(
          context.io,
          table(
            tokens.map(({ id, name, reads, by, until, usedAt }) => [
              shortId(id),
              safeLine(name),
              `reads the ${reads}`,
              by,
              `until ${timeOf(until, context.io)}`,
              usedAt === undefined ? 'never used' : `used ${timeOf(usedAt, context.io)}`,
            ]),
          ),
          { tokens },
        );
        if (tokens.length === 0) remark(context.io, 'Your authority has no token.');
      });
    });
};
