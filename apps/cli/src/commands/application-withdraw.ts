import type { Command } from 'commander';
import { applicantOf, LINK_HELP } from '../platform/applicant.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';

/** `comity application withdraw LINK` */
export const applicationWithdraw: Register = (noun, streams) => {
  noun
    .command('withdraw <link>')
    .description('Take your application back, for good.')
    .option('--words <text>', 'why', '')
    .addHelpText('after', LINK_HELP)
    .addHelpText('after', examples('comity application withdraw marenia.link'))
    .action(async (file: string, { words }: { words: string }, command: Command) => {
      const { io } = contextOf(command, streams);
      const applicant = await applicantOf(file);
      await applicant.withdraw(words);
      const { reference, state } = await applicant.follow();
      print(io, `${reference}: withdrawn`, { reference, state });
    });
};
