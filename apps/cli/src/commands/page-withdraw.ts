import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print } from '../platform/io.js';
import { shortId } from '../platform/names.js';

/** `comity page withdraw` */
export const pageWithdraw: Register = (noun, streams) => {
  noun
    .command('withdraw')
    .description('Take back the page that your authority submitted and that waits.')
    .addHelpText('after', examples('comity page withdraw'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages }) => {
        const open = (await pages.ours()).find(({ state }) => state === 'submitted');
        if (open === undefined) throw new CodedError('page.absent', 'no page of your authority waits');
        await pages.withdraw(open.id);
        print(context.io, `${shortId(open.id)} is withdrawn`, { page: open.id });
      });
    });
};
