import { dayOf, pageReview } from '#client';
import { unstatedYear } from '#pages';
import { unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, safeLine, table } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { reviewWords, signersWords } from '../platform/page-words.js';
import { timeOf } from '../platform/time.js';

/** `comity page status` */
export const pageStatus: Register = (noun, streams) => {
  noun
    .command('status')
    .description('What became of the pages that your authority submitted, and when its page is to be looked at again.')
    .addHelpText('after', examples('comity page status'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages, directory, identity, environment }) => {
        const submitted = await pages.ours();
        const { reviewBy, hours } = directory.latest.authority(identity.authority)?.page ?? {};
        const now = unixSeconds(environment.clock);
        const review = reviewBy === undefined ? undefined : pageReview(reviewBy, now);
        const unstated = hours && unstatedYear(hours.holidays, dayOf(now));
        const rows = submitted.map(({ id, state, at, by, isStale }) => [
          shortId(id),
          state === 'submitted' && isStale ? 'to be signed again: comity page submit --again' : state,
          timeOf(at, context.io),
          signersWords({ directory }, [by]),
        ]);
        const [last] = submitted;
        const reason = last?.ended?.reason ?? '';
        print(
          context.io,
          [
            reviewBy === undefined || review === undefined
              ? 'no page is published'
              : `review by ${reviewWords(reviewBy, review)}`,
            ...(unstated === undefined
              ? []
              : [`states no public holidays of ${String(unstated)}: see "comity page holidays"`]),
            ...table(rows),
            ...(reason === '' ? [] : [`returned because: ${safeLine(reason)}`]),
          ],
          { reviewBy, review, unstatedHolidays: unstated, pages: submitted },
        );
      });
    });
};
