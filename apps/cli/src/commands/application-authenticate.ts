import type { Command } from 'commander';
import { actOnApplication, checklistIn, withFinding, type Finding } from '../platform/application-act.js';
import { examples, type Register } from '../platform/command.js';

/** `comity application authenticate APPLICATION --checklist FILE --seen HEAD` */
export const applicationAuthenticate: Register = (noun, streams) => {
  withFinding(
    noun
      .command('authenticate <application>')
      .description('Find an application authentic, as the first of two officers of the secretariat.'),
  )
    .addHelpText('after', examples('comity application authenticate 7K3M --checklist checked.json --seen r5kZ…'))
    .action(async (reference: string, { checklist: file, words, seen }: Finding, command: Command) => {
      const checklist = await checklistIn(file);
      await actOnApplication(command, streams, reference, (all, id) => all.authenticate(id, checklist, words, seen));
    });
};
