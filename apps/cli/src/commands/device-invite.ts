import type { OfficerId } from '#contracts';
import type { Command } from 'commander';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { giveInvitation } from '../platform/invitation-file.js';

interface Options {
  readonly officer?: OfficerId;
  readonly invitation: string;
}

/** `comity device invite …` */
export const deviceInvite: Register = (noun, streams) => {
  noun
    .command('invite')
    .description('Write the invitation for a further device: your own, which this one then approves by its six words.')
    .option(
      '--officer <id>',
      'another officer of your authority, whose own device approves, or two administrators where none is left',
      officerId,
    )
    .requiredOption('--invitation <file>', 'the invitation to write')
    .addHelpText('after', examples('comity device invite --invitation second.json'))
    .action(async ({ officer: named, invitation: file }: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ identity }) => {
        const officer = named ?? identity.officer;
        await giveInvitation(context.io, file, { ...identity.invitation, officer }, { officer });
      });
    });
};
