import { lookUpTokens, makeLookUpToken, revokeLookUpToken } from '#client';
import { limits } from '#contracts';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { writeText } from '../platform/file.js';
import { print, remark, safeLine, table } from '../platform/io.js';
import { isMeant, shortId } from '../platform/names.js';
import { timeOf } from '../platform/time.js';

const YEAR = 365;

/** `comity token new` */
export const tokenNew: Register = (noun, streams) => {
  noun
    .command('new')
    .description(
      'Make a token with which a program of your authority looks authorities up over HTTP, and can do nothing else. It is told this once. Administrators only.',
    )
    .requiredOption('--name <words>', 'what the program is called, for the list')
    .option('--days <n>', 'how long it lasts', wholeNumber(1, limits.lookUpTokenDays), YEAR)
    .option('--out <file>', 'write it to a new file that only you can read, instead of printing it')
    .addHelpText('after', examples('comity token new --name "Case management" --out lookup.token'))
    .action(async (options: { name: string; days: number; out?: string }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ transport, session }) => {
        const { name, days, out } = options;
        const { id, token, until } = await makeLookUpToken(transport, session, { name, days });
        if (out !== undefined) await writeText(out, `${token}\n`, { secret: true });
        print(
          context.io,
          out === undefined ? token : `${out}: token ${shortId(id)}, until ${timeOf(until, context.io)}`,
          { id, until, ...(out === undefined ? { token } : { file: out }) },
        );
        remark(
          context.io,
          `A program sends it as "Authorization: Bearer …" to ${transport.origin}/v1/look-up/authorities`,
        );
      });
    });
};

/** `comity token list` */
export const tokenList: Register = (noun, streams) => {
  noun
    .command('list')
    .description("Your authority's tokens: what for, who made each, until when. Administrators only.")
    .addHelpText('after', examples('comity token list'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ transport, session }) => {
        const tokens = await lookUpTokens(transport, session);
        print(
          context.io,
          table(
            tokens.map(({ id, name, by, until }) => [
              shortId(id),
              safeLine(name),
              by,
              `until ${timeOf(until, context.io)}`,
            ]),
          ),
          { tokens },
        );
        if (tokens.length === 0) remark(context.io, 'Your authority has no token.');
      });
    });
};

/** `comity token revoke ID` */
export const tokenRevoke: Register = (noun, streams) => {
  noun
    .command('revoke <id>')
    .description('End a token of your authority at once, by the beginning of its id. Administrators only.')
    .addHelpText('after', examples('comity token revoke 5Kx0'))
    .action(async (prefix: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ transport, session }) => {
        const [only, another] = (await lookUpTokens(transport, session)).filter(({ id }) => isMeant(id, prefix));
        if (only === undefined || another !== undefined)
          throw new CodedError(
            only === undefined ? 'person.unknown' : 'person.ambiguous',
            `${only === undefined ? 'no token' : 'more than one token'} begins with ${prefix}: see "comity token list"`,
          );
        await revokeLookUpToken(transport, session, only.id);
        print(context.io, `${shortId(only.id)}, ${safeLine(only.name)}: ended`, { id: only.id });
      });
    });
};
