import type { AuthorityId, RegionId } from '#contracts';
import type { DirectoryView } from '#directory';
import { CodedError } from '#primitives';
import { refuseExpert } from '#client';
import type { Command } from 'commander';
import { regionId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark, safeLine, table } from '../platform/io.js';

/** `comity directory find [WORDS]` */
export const directoryFind: Register = (noun, streams) => {
  noun
    .command('find [words...]')
    .description(
      'Authorities whose name, State, function or instrument holds all the words; all of them without words.',
    )
    .option('--network <region>', 'only members of this regional network', regionId)
    .addHelpText(
      'after',
      examples('comity directory find extradition', 'comity directory find --network region:lantern-coast'),
    )
    .action(async (words: string[], { network }: { readonly network?: RegionId }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, identity }) => {
        await directory.sync();
        const members = network === undefined ? undefined : membersOf(directory.latest, network);
        refuseExpert({ directory, self: identity });
        const wanted = words.map((word) => word.toLocaleLowerCase());
        const found = directory.latest.authorities().filter(({ id, state, name, functions, instruments }) => {
          const text = [id, state, name, ...functions, ...instruments].join(' ').toLocaleLowerCase();
          return members?.includes(id) !== false && wanted.every((word) => text.includes(word));
        });
        print(
          context.io,
          table(
            found.map(({ id, state, name, status, functions }) => [
              id,
              state,
              safeLine(name),
              status,
              functions.join(', '),
            ]),
          ),
          {
            authorities: found.map(({ id, state, name, status, functions, instruments }) => ({
              id,
              state,
              name,
              status,
              functions,
              instruments,
            })),
          },
        );
        if (found.length === 0)
          remark(context.io, 'No authority answers to this. Try fewer words, or none to see all.');
      });
    });
};

function membersOf(view: DirectoryView, id: RegionId): readonly AuthorityId[] {
  const region = view.region(id);
  if (region === undefined)
    throw new CodedError('person.unknown', `no regional network has the id ${id}: see "comity region show"`);
  return region.members;
}
