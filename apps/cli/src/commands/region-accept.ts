import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { readText } from '../platform/file.js';
import { remark } from '../platform/io.js';
import { tellLogged } from '../platform/logged.js';

/** `comity region accept FILE` */
export const regionAccept: Register = (noun, streams) => {
  noun
    .command('accept <file>')
    .description('Join a regional network by the invitation of its coordinator, as an administrator of your authority.')
    .addHelpText('after', examples('comity region accept esmere.region.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ regions, directory }) => {
        const { region, authority, index, statement } = await regions.accept(await readText(file));
        await tellLogged(context.io, directory, { file, index, what: { subject: region.id, statement } });
        remark(context.io, `${authority} is a member of ${region.id}.`);
      });
    });
};
