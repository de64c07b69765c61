import { pageReview } from '#client';
import type { RegionId } from '#contracts';
import type { Authority, DirectoryView, Region } from '#directory';
import { officeState } from '#pages';
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
        const shown = regions.map((region) => ({
          ...region,
          members: region.members.map((member) => memberOf(view, member, directory.checkpoint?.at ?? 0)),
        }));
        print(
          context.io,
          shown.flatMap((region) => [
            `${safeLine(region.name)}  (${region.id})`,
            ...region.coordinators.map(
              ({ officer, authority }) => `  coordinator  ${officerName({ directory }, officer)}, ${authority}`,
            ),
            ...(id === undefined
              ? [`  members      ${String(region.members.length)}`]
              : table(
                  region.members.map(({ authority, name, devices, office, review }) => [
                    `  ${authority}`,
                    safeLine(name),
                    `${String(devices)} live`,
                    office,
                    review,
                  ]),
                )),
          ]),
          { regions: shown },
        );
      });
    });
};

/** A member as its coordinator looks at it: counts and days, nothing that was said. */
function memberOf(view: DirectoryView, id: Region['members'][number], at: number) {
  const authority = view.authority(id);
  return {
    authority: id,
    name: authority?.name ?? id,
    status: authority?.status ?? 'unknown',
    devices: view.devicesOf(id).filter((device) => view.live(device.id, at)).length,
    ...pageOf(authority?.page),
  };
}

function pageOf(page: Authority['page']): { readonly office: string; readonly review: string } {
  if (page === undefined) return { office: 'unknown', review: 'no page' };
  const now = unixSeconds(systemClock);
  return { office: officeState(page.hours, now).is, review: `review ${pageReview(page.reviewBy, now).is}` };
}
