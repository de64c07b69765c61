import type { OfficerId } from '#contracts';
import type { Command } from 'commander';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark } from '../platform/io.js';

/** `comity officer erase OFFICER` */
export const officerErase: Register = (noun, streams) => {
  noun
    .command('erase')
    .argument('<officer>', 'id of the officer', officerId)
    .description(
      "Have the relay forget a former officer's name, telephone and e-mail, for good. The record verifies as before.",
    )
    .addHelpText('after', examples('comity officer erase officer-1f00aa11bb22cc33'))
    .action(async (officer: OfficerId, _options: object, command: Command) => {
      const context = contextOf(command, streams);
      const values = await withDevice(context, ({ administration }) => administration.eraseOfficer(officer));
      const words =
        values === 0
          ? `The relay holds nothing personal of ${officer}.`
          : `The relay has forgotten ${String(values)} personal ${values === 1 ? 'value' : 'values'} of ${officer}.`;
      print(context.io, words, { officer, values });
      remark(context.io, 'Devices that were given them keep them; nobody is given them again.');
    });
};
