import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';

/** `comity page draft FILE` */
export const pageDraft: Register = (noun, streams) => {
  noun
    .command('draft <file>')
    .description("Write your authority's page as it is published, or an empty one, to a new file to be edited.")
    .addHelpText(
      'after',
      '\nThe file holds names and telephone numbers of persons in the clear: it is made for you alone.\nA personal field is {"value": …, "visible": "everyone" or "members"}.\nA text for members alone is {"topic": …, "language": …, "text": …, "visible": "members"}; needs of equipment or training (topic "needs") always are.\nEveryone reads all else, in the public directory and for good in the log.',
    )
    .addHelpText('after', examples('comity page draft page.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, pages }) => {
        await directory.sync();
        await writeText(file, `${JSON.stringify(pages.fresh(), undefined, 2)}\n`, { secret: true });
        print(context.io, file, { file });
        remark(context.io, `Next: edit it, look at "comity page diff ${file}", then: comity page submit ${file}`);
      });
    });
};
