import { checklistItems } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print } from '../platform/io.js';

/** `comity application checklist FILE` */
export const applicationChecklist: Register = (noun, streams) => {
  noun
    .command('checklist <file>')
    .description('Write the checklist of an application to a new file, nothing on it met yet.')
    .addHelpText('after', '\nSet "met" to true for what you found yourself; what is not met says why in "remark".')
    .addHelpText('after', examples('comity application checklist checked.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const { io } = contextOf(command, streams);
      const items = checklistItems.map((item) => ({ item, met: false, remark: '' }));
      await writeText(file, `${JSON.stringify(items, undefined, 2)}\n`);
      print(io, file, { file });
    });
};
