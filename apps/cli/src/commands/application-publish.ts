import type { Command } from 'commander';
import { findApplication, STATES } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { readText } from '../platform/file.js';
import { print } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity application publish APPLICATION FILE` */
export const applicationPublish: Register = (noun, streams) => {
  noun
    .command('publish <application> <file>')
    .description('Submit the statement that the roots have signed, and tell the applicant once the directory holds it.')
    .addHelpText('after', examples('comity application publish 7K3M notified.json'))
    .action(async (words: string, file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      const text = await readText(file);
      await withClient(context, async ({ applications }) => {
        const id = await findApplication(applications, words);
        const { reference, state, authority } = await applications.publish(id, text);
        print(context.io, `${reference}: ${STATES[state]}`, { reference, state, authority });
      });
    });
};
