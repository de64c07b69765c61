import { inTheLog } from '#client';
import { Bytes32Text } from '#contracts';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark } from '../platform/io.js';
import { authorityName } from '../platform/names.js';

/** `comity page approve PAGE` */
export const pageApprove: Register = (noun, streams) => {
  noun
    .command('approve')
    .argument('<page>', 'its whole id', wholeId)
    .description('Sign a page that waits, as an administrator of the secretariat, and publish it.')
    .addHelpText('after', '\nLook at what it changes first: "comity page waiting" ends each with the command to copy.')
    .addHelpText('after', examples('comity page approve 5Kx0q1mWJ8e3bYtR7uZfN2pLcXvGhS4dAoK9iT6wQyE'))
    .action(async (id: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages, directory, environment }) => {
        const { index, authority } = await pages.approve(id);
        const isLogged = await inTheLog(directory, environment.timers, () =>
          pages.versions(authority).some((version) => version.index === index),
        );
        const published = `the page of ${authorityName({ directory }, authority)} is published`;
        print(context.io, `${published}: entry ${String(index)} of the directory`, { page: id, index });
        if (!isLogged) remark(context.io, 'The relay took it and has not shown it logged within a minute: look again.');
      });
    });
};

// Of a beginning, another page could be made that begins alike: what is signed is what was looked at.
function wholeId(text: string): string {
  if (!Bytes32Text.safeParse(text).success)
    throw new InvalidArgumentError('It is the whole id, 43 characters, as "comity page waiting" prints it.');
  return text;
}
