import { lookUpTokens, revokeLookUpToken } from '#client';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, safeLine } from '../platform/io.js';
import { isMeant, shortId } from '../platform/names.js';

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
