import { declaredHolders, fingerprintOf } from '#client';
import { archiveInForce } from '#directory';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print } from '../platform/io.js';
import { authorityName, authorityOf } from '../platform/names.js';

/** `comity archive show [AUTHORITY]` */
export const archiveShow: Register = (noun, streams) => {
  noun
    .command('show [authority]')
    .description(
      'The archive of an authority, yours unless named: whether it keeps one, how many open it, what was opened.',
    )
    .addHelpText('after', examples('comity archive show', 'comity archive show nerovia'))
    .action(async (words: string | undefined, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, identity }) => {
        await directory.sync();
        const authority = authorityOf({ directory }, words ?? identity.authority);
        const { archives, openings } = authority;
        const inForce = archiveInForce(authority);
        const holders = declaredHolders(directory.latest, authority.id).map((holder, i) => ({
          place: i + 1,
          paper: holder.paper,
          fingerprint: fingerprintOf(holder),
        }));
        const name = authorityName({ directory }, authority.id);
        print(
          context.io,
          [
            inForce === undefined
              ? `${name} keeps no archive of what is written from now on.`
              : `${name} keeps an archive: ${String(inForce.k)} of ${String(inForce.n)} holders can open together what is written.`,
            ...holders.map(
              ({ place, paper, fingerprint }) =>
                `  holder ${String(place).padEnd(4)} ${fingerprint}${paper ? '  on paper' : ''}`,
            ),
            ...archives.map(({ id, k, n }) =>
              n === 0 ? `  ended       ${id}` : `  ${String(k)} of ${String(n)}      ${id}`,
            ),
            ...openings.map(
              ({ index, device, scope }) =>
                `  opened      to ${device}: ${scope === 'all' ? 'everything' : `${String(scope.length)} conversations`}, entry ${String(index)}`,
            ),
          ],
          { authority: authority.id, inForce, holders, archives, openings },
        );
      });
    });
};
