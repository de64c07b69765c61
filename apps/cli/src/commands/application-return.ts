import type { Command } from 'commander';
import { actOnApplication } from '../platform/application-act.js';
import { examples, type Register } from '../platform/command.js';

/** `comity application return APPLICATION --words TEXT` */
export const applicationReturn: Register = (noun, streams) => {
  noun
    .command('return <application>')
    .description('Give an application back, with reasons; its applicant may answer. For officers of the secretariat.')
    .requiredOption('--words <text>', 'the reasons; the applicant reads them')
    .addHelpText('after', examples('comity application return 7K3M --words "The note names another authority."'))
    .action(async (reference: string, { words }: { words: string }, command: Command) => {
      await actOnApplication(command, streams, reference, (applications, id) => applications.giveBack(id, words));
    });
};
