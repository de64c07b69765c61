import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark } from '../platform/io.js';

/** `comity page erase` */
export const pageErase: Register = (noun, streams) => {
  noun
    .command('erase')
    .description(
      'Have the relay forget what earlier pages of your authority told of persons, or told members alone, that its present page does not tell.',
    )
    .addHelpText('after', examples('comity page erase'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(command, streams);
      const values = await withDevice(context, ({ administration }) => administration.eraseFormerPages());
      const words =
        values === 0
          ? 'The relay holds nothing of persons, and nothing for members, that the present page does not tell.'
          : `The relay has forgotten ${String(values)} ${values === 1 ? 'value' : 'values'} of earlier pages.`;
      print(context.io, words, { values });
      remark(context.io, 'Devices that were given them keep them; nobody is given them again.');
    });
};
