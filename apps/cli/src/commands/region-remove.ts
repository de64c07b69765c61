import type { RegionId } from '#contracts';
import type { Command } from 'commander';
import { regionId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { tellLogged } from '../platform/logged.js';
import { findAuthority } from '../platform/names.js';

/** `comity region remove REGION AUTHORITY` */
export const regionRemove: Register = (noun, streams) => {
  noun
    .command('remove')
    .argument('<region>', 'id of the regional network', regionId)
    .argument('<authority>', 'the member')
    .description(
      'End a membership in a regional network: as its coordinator, or as an administrator of the member itself.',
    )
    .addHelpText('after', examples('comity region remove region:lantern-coast esmere'))
    .action(async (region: RegionId, words: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ regions, directory }) => {
        await directory.sync();
        const authority = findAuthority({ directory }, words);
        const { index, statement } = await regions.end(region, authority);
        await tellLogged(context.io, directory, { file: authority, index, what: { subject: region, statement } });
      });
    });
};
