import type { Command } from 'commander';
import { applicationLines, findApplication } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity application show APPLICATION` */
export const applicationShow: Register = (noun, streams) => {
  noun
    .command('show <application>')
    .description('One application with all that was said in it, checked. For officers of the secretariat.')
    .addHelpText('after', examples('comity application show 7K3M-Q0XW-2B9D'))
    .action(async (words: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async ({ applications }) => {
        const view = await applications.read(await findApplication(applications, words));
        print(context.io, applicationLines(view, context.io), { application: view });
      });
    });
};
