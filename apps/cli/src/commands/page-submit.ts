import type { DraftProblem, PageDraft } from '#client';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { readJson } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { problemLines } from '../platform/page-words.js';

/** `comity page submit FILE`, and `comity page submit --again` */
export const pageSubmit: Register = (noun, streams) => {
  noun
    .command('submit [file]')
    .description("Sign your authority's page, as its administrator, and submit it to the secretariat for approval.")
    .option(
      '--again',
      'sign the page that waits once more, where something was stated about your authority since',
      false,
    )
    .addHelpText('after', examples('comity page submit page.json', 'comity page submit --again'))
    .action(async (file: string | undefined, { again }: { again: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      if ((file === undefined) !== again) throw new CodedError('usage.invalid', 'name a file, or give --again');
      await withDevice(context, async ({ pages }) => {
        const { id } = file === undefined ? await pages.submitAgain() : await pages.submit(await draftIn(file, pages));
        print(context.io, `submitted as ${shortId(id)}`, { page: id });
        remark(context.io, 'An administrator of the secretariat approves it, or returns it: see "comity page status".');
      });
    });
};

/** The draft in a file. @throws `page.draft` with a sentence for each field that is not as it must be */
export async function draftIn(
  file: string,
  pages: { problems(draft: unknown): readonly DraftProblem[] },
): Promise<PageDraft> {
  const draft = await readJson(file);
  refuseProblems(file, pages.problems(draft));
  return draft as PageDraft;
}

/** Refuses a draft with problems. @throws `page.draft` */
export function refuseProblems(file: string, problems: readonly DraftProblem[]): void {
  if (problems.length > 0) throw new CodedError('page.draft', `in ${file}, ${problemLines(problems).join('; ')}`);
}
