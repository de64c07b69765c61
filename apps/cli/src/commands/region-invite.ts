import type { RegionId } from '#contracts';
import type { Command } from 'commander';
import { regionId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { findAuthority } from '../platform/names.js';

/** `comity region invite REGION AUTHORITY --out FILE` */
export const regionInvite: Register = (noun, streams) => {
  noun
    .command('invite')
    .argument('<region>', 'id of the regional network', regionId)
    .argument('<authority>', 'the authority that is to join it')
    .description('Invite an authority to a regional network, as its coordinator.')
    .requiredOption('--out <file>', 'the signed invitation, to hand to an administrator of the authority')
    .addHelpText('after', examples('comity region invite region:lantern-coast esmere --out esmere.region.json'))
    .action(async (region: RegionId, words: string, { out }: { out: string }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ regions, directory }) => {
        await directory.sync();
        const authority = findAuthority({ directory }, words);
        await writeText(out, await regions.invite(region, authority));
        print(context.io, out, { file: out, authority });
        remark(context.io, `Next: an administrator of ${authority} runs: comity region accept ${out}`);
      });
    });
};
