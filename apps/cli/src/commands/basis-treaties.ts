import { instrumentIds, instruments, type InstrumentId } from '#consultation';
import { Argument, type Command } from 'commander';
import { provisionLines } from '../platform/basis-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';

/** `comity basis treaties [INSTRUMENT]` */
export const basisTreaties: Register = (noun, streams) => {
  noun
    .command('treaties')
    .addArgument(new Argument('[instrument]', 'all that is known of this one').choices(instrumentIds))
    .description('The treaties by their official titles, where their texts are, and what their articles provide.')
    .addHelpText('after', examples('comity basis treaties', 'comity basis treaties uncac'))
    .action((id: InstrumentId | undefined, _options: unknown, command: Command) => {
      const { io } = contextOf(command, streams);
      const shown = (id === undefined ? instrumentIds : [id]).map((one) => instruments[one]);
      print(
        io,
        shown.flatMap(({ id: code, title, depositary, scope, provisions }) => [
          `${title}  (${code})`,
          `  ${depositary}`,
          ...(id === undefined
            ? []
            : [
                ...provisionLines(scope),
                ...Object.entries(provisions).flatMap(([cooperation, list]) => [
                  `  ${cooperation}`,
                  ...provisionLines(list),
                ]),
              ]),
        ]),
        { treaties: shown },
      );
    });
};
