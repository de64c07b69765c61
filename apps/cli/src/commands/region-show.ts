import { regionAccount, type RegionCounts, type RegionMember } from '#client';
import type { RegionId } from '#contracts';
import { CodedError, unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { regionId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { systemClock } from '../platform/environment.js';
import { print, safeLine, table } from '../platform/io.js';
import { officerName } from '../platform/names.js';

/** `comity region show [REGION]` */
export const regionShow: Register = (noun, streams) => {
  noun
    .command('show')
    .argument('[region]', 'id of the regional network', regionId)
    .description(
      'The regional networks; or one of them: its coordinators, its members, who is reachable now, and whose page is overdue.',
    )
    .addHelpText('after', examples('comity region show', 'comity region show region:lantern-coast'))
    .action(async (id: RegionId | undefined, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory }) => {
        await directory.sync();
        const view = directory.latest;
        const regions = id === undefined ? view.regions() : [view.region(id)].filter((region) => region !== undefined);
        if (id !== undefined && regions.length === 0)
          throw new CodedError('person.unknown', `no regional network has the id ${id}: see "comity region show"`);
        const times = { at: directory.checkpoint?.at ?? 0, now: unixSeconds(systemClock) };
        const shown = regions.map((region) => regionAccount(view, region, times));
        print(
          context.io,
          shown.flatMap((region) => [
            `${safeLine(region.name)}  (${region.id})`,
            ...region.coordinators.map(
              ({ officer, authority }) => `  coordinator  ${officerName({ directory }, officer)}, ${authority}`,
            ),
            ...(id === undefined
              ? [countsLine(region.counts)]
              : [
                  countsLine(region.counts),
                  ...table(
                    region.members.map(({ authority, name, devices, office, review }) => [
                      `  ${authority}`,
                      safeLine(name),
                      `${String(devices)} live`,
                      office,
                      reviewWords(review),
                    ]),
                  ),
                ]),
          ]),
          { regions: shown },
        );
      });
    });
};

function countsLine({ members, reachable, overdue, withoutPage }: RegionCounts): string {
  return `  members      ${String(members)}: reachable now ${String(reachable)}, pages overdue ${String(overdue)}, without a page ${String(withoutPage)}`;
}

function reviewWords(review: RegionMember['review']): string {
  return review === undefined ? 'no page' : `review ${review.is}`;
}
