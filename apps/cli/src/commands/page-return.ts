import { limits } from '#contracts';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { findPage } from '../platform/page-words.js';

/** `comity page return PAGE --reason TEXT` */
export const pageReturn: Register = (noun, streams) => {
  noun
    .command('return <page>')
    .description('Give a page back to its authority, as an administrator of the secretariat.')
    .requiredOption('--reason <text>', 'what is to be corrected; the authority reads it', reasonText)
    .addHelpText('after', examples('comity page return 5Kx0 --reason "The telephone number has a digit too few."'))
    .action(async (words: string, { reason }: { reason: string }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages }) => {
        const { id } = findPage(await pages.waiting(), words);
        await pages.giveBack(id, reason);
        print(context.io, `${shortId(id)} is returned`, { page: id });
      });
    });
};

function reasonText(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > limits.pageReason)
    throw new InvalidArgumentError(`It is a text of at most ${String(limits.pageReason)} characters.`);
  return reason;
}
