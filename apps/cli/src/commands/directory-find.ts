import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark, safeLine, table } from '../platform/io.js';

/** `comity directory find [WORDS]` */
export const directoryFind: Register = (noun, streams) => {
  noun
    .command('find [words...]')
    .description(
      'Authorities whose name, State, function or instrument holds all the words; all of them without words.',
    )
    .addHelpText('after', examples('comity directory find extradition'))
    .action(async (words: string[], _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory }) => {
        await directory.sync();
        const wanted = words.map((word) => word.toLocaleLowerCase());
        const found = directory.latest.authorities().filter(({ id, state, name, functions, instruments }) => {
          const text = [id, state, name, ...functions, ...instruments].join(' ').toLocaleLowerCase();
          return wanted.every((word) => text.includes(word));
        });
        print(
          context.io,
          table(
            found.map(({ id, state, name, status, functions }) => [
              id,
              state,
              safeLine(name),
              status,
              functions.join(', '),
            ]),
          ),
          {
            authorities: found.map(({ id, state, name, status, functions, instruments }) => ({
              id,
              state,
              name,
              status,
              functions,
              instruments,
            })),
          },
        );
        if (found.length === 0) remark(context.io, 'No authority has all these words. Try fewer, or none to see all.');
      });
    });
};
