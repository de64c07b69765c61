import { inTheLog } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark } from '../platform/io.js';
import { authorityName } from '../platform/names.js';
import { findPage } from '../platform/page-words.js';

/** `comity page approve PAGE` */
export const pageApprove: Register = (noun, streams) => {
  noun
    .command('approve <page>')
    .description('Sign a page that waits, as an administrator of the secretariat, and publish it.')
    .addHelpText('after', '\nLook at what it changes first: comity page waiting')
    .addHelpText('after', examples('comity page approve 5Kx0'))
    .action(async (words: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages, directory, environment }) => {
        const { id } = findPage(await pages.waiting(), words);
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
