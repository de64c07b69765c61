import type { Command } from 'commander';
import { actOnApplication } from '../platform/application-act.js';
import { examples, type Register } from '../platform/command.js';

/** `comity application ask APPLICATION --words TEXT` */
export const applicationAsk: Register = (noun, streams) => {
  noun
    .command('ask <application>')
    .description('Ask the applicant for a clarification. For officers of the secretariat.')
    .requiredOption('--words <text>', 'what is asked')
    .addHelpText('after', examples('comity application ask 7K3M --words "Who signed the note?"'))
    .action(async (reference: string, { words }: { words: string }, command: Command) => {
      await actOnApplication(command, streams, reference, (applications, id) => applications.ask(id, words));
    });
};
