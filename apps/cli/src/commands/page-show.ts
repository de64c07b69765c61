import { pageDifferences, pageReview } from '#client';
import { unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, safeLine, table } from '../platform/io.js';
import { authorityOf } from '../platform/names.js';
import { differenceLines, reviewWords, signersWords } from '../platform/page-words.js';
import { timeOf } from '../platform/time.js';

/** `comity page show [AUTHORITY]` */
export const pageShow: Register = (noun, streams) => {
  noun
    .command('show [authority]')
    .description(
      "An authority's page as it is published, yours unless another is named: by whom, since when, until when.",
    )
    .addHelpText('after', examples('comity page show', 'comity page show nerovia'))
    .action(async (words: string | undefined, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, pages, identity, environment }) => {
        await directory.sync();
        const { id, name } = authorityOf({ directory }, words ?? identity.authority);
        const [version] = pages.versions(id);
        if (version === undefined) {
          print(context.io, `${safeLine(name)} has published no page`, { authority: id });
          return;
        }
        const { page, by, approvedBy, index } = version;
        const at = await pages.publishedAt(index);
        const review = pageReview(page.reviewBy, unixSeconds(environment.clock));
        print(
          context.io,
          [
            safeLine(name),
            ...table([
              ['  last updated', at === undefined ? 'not known now' : timeOf(at, context.io)],
              ['  by', signersWords({ directory }, by)],
              ['  approved by', signersWords({ directory }, approvedBy)],
              ['  review by', reviewWords(page.reviewBy, review)],
            ]),
            '',
            ...differenceLines(pageDifferences(undefined, page)).map((line) => line.replace(/^ {4}\+ /, '    ')),
          ],
          { authority: id, index, at, by, approvedBy, review, page },
        );
      });
    });
};
