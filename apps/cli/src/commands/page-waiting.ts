import type { PageSubmissionView } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print } from '../platform/io.js';
import { asArgument, authorityName } from '../platform/names.js';
import { differenceLines, signersWords } from '../platform/page-words.js';
import { timeOf } from '../platform/time.js';

const WORDS: Readonly<Record<PageSubmissionView['approval'], string>> = {
  ready: 'to be approved or returned',
  over: 'over',
  'not-yours': 'another administrator approves it',
  stale: 'its authority must sign it again: something else was stated about it since',
  unsigned: 'whoever signed it is no administrator any more',
  'same-person': 'signed by you: somebody else approves it',
  'web-only': 'to be approved by a device that is no browser',
};

/** `comity page waiting` */
export const pageWaiting: Register = (noun, streams) => {
  noun
    .command('waiting')
    .description('The pages that wait for the secretariat, and what each would change. For its administrators.')
    .addHelpText('after', examples('comity page waiting'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages, directory }) => {
        const waiting = await pages.waiting();
        const lines = waiting.flatMap(({ id, authority, at, by, approval, differences }) => [
          authorityName({ directory }, authority),
          `  ${id}`,
          `  ${timeOf(at, context.io)} by ${signersWords({ directory }, [by])}; ${WORDS[approval]}`,
          ...differenceLines(differences),
          ...(approval === 'ready' ? [`  comity page approve ${asArgument(id)}`] : []),
        ]);
        print(context.io, lines.length === 0 ? 'no page waits' : lines, { pages: waiting });
      });
    });
};
