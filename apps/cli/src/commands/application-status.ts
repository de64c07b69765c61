import type { Command } from 'commander';
import { applicantOf, LINK_HELP } from '../platform/applicant.js';
import { applicationLines } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';

/** `comity application status LINK` */
export const applicationStatus: Register = (noun, streams) => {
  noun
    .command('status <link>')
    .description('How your application stands, and what was said in it.')
    .addHelpText('after', LINK_HELP)
    .addHelpText('after', examples('comity application status marenia.link'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const { io } = contextOf(command, streams);
      const view = await (await applicantOf(file)).follow();
      print(io, applicationLines(view, io), { application: view });
    });
};
