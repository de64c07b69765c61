import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, table } from '../platform/io.js';
import { authorityOf } from '../platform/names.js';
import { signersWords } from '../platform/page-words.js';
import { timeOf } from '../platform/time.js';

/** `comity page versions [AUTHORITY]` */
export const pageVersions: Register = (noun, streams) => {
  noun
    .command('versions [authority]')
    .description("Every version of an authority's page, the newest first: when, by whom, approved by whom.")
    .addHelpText('after', examples('comity page versions', 'comity page versions nerovia'))
    .action(async (words: string | undefined, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages, directory, identity }) => {
        await directory.sync();
        const { id } = authorityOf({ directory }, words ?? identity.authority);
        const versions = [];
        for (const { page, ...version } of pages.versions(id)) {
          versions.push({ ...version, at: await pages.publishedAt(version.index), reviewBy: page.reviewBy });
        }
        const rows = versions.map(({ index, at, by, approvedBy }) => [
          `#${String(index)}`,
          at === undefined ? 'not known now' : timeOf(at, context.io),
          `by ${signersWords({ directory }, by)}`,
          `approved by ${signersWords({ directory }, approvedBy)}`,
        ]);
        print(context.io, rows.length === 0 ? 'no page is published' : table(rows), { authority: id, versions });
      });
    });
};
