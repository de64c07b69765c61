import type { Command } from 'commander';
import { actOnApplication, checklistIn, withFinding, type Finding } from '../platform/application-act.js';
import { examples, type Register } from '../platform/command.js';

/** `comity application verify APPLICATION --checklist FILE --seen HEAD` */
export const applicationVerify: Register = (noun, streams) => {
  withFinding(
    noun
      .command('verify <application>')
      .description('Verify an application that another officer of the secretariat found authentic.'),
  )
    .addHelpText('after', examples('comity application verify 7K3M --checklist checked.json --seen r5kZ…'))
    .action(async (reference: string, { checklist: file, words, seen }: Finding, command: Command) => {
      const checklist = await checklistIn(file);
      await actOnApplication(command, streams, reference, (all, id) => all.verify(id, checklist, words, seen));
    });
};
