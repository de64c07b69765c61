import { pageDifferences, statementIn, type PageVersion } from '#client';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { carriedPage, carriedPageLines } from '../platform/carried-page.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { readText } from '../platform/file.js';
import { print } from '../platform/io.js';
import { authorityOf } from '../platform/names.js';
import { differenceLines } from '../platform/page-words.js';
import { draftIn } from './page-submit.js';

interface Options {
  readonly authority?: string;
  readonly from?: number;
  readonly to?: number;
}

const version = wholeNumber(0, Number.MAX_SAFE_INTEGER);

/** `comity page diff [FILE]` */
export const pageDiff: Register = (noun, streams) => {
  noun
    .command('diff [file]')
    .description(
      'What a draft changes of your published page, or a signed page of what its authority has published; without a file, what one version changed of another.',
    )
    .option('--authority <name>', 'the authority whose versions are compared, yours unless another is named')
    .option(
      '--from <n>',
      'the number of the earlier version, such as "page versions" shows; the one before it',
      version,
    )
    .option('--to <n>', 'the number of the later version; the newest', version)
    .addHelpText(
      'after',
      examples(
        'comity page diff page.json',
        'comity page diff page.signed.json',
        'comity page diff --authority nerovia',
      ),
    )
    .action(async (file: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ pages, directory, identity }) => {
        await directory.sync();
        const signed = file === undefined ? undefined : statementIn(await readText(file));
        if (file !== undefined && signed !== undefined) {
          const told = carriedPage({ directory }, file, signed);
          print(context.io, carriedPageLines({ directory }, file, told), told);
          return;
        }
        const { id } = authorityOf({ directory }, options.authority ?? identity.authority);
        const differences =
          file === undefined ? between(pages.versions(id), options) : pages.changes(await draftIn(file, pages));
        print(context.io, differenceLines(differences), { authority: id, differences });
      });
    });
};

function between(versions: readonly PageVersion[], { from, to }: Options): ReturnType<typeof pageDifferences> {
  const numbered = (index: number): PageVersion => {
    const found = versions.find((one) => one.index === index);
    if (found === undefined) throw new CodedError('page.absent', `there is no version ${String(index)} of this page`);
    return found;
  };
  const later = to === undefined ? versions[0] : numbered(to);
  if (later === undefined) throw new CodedError('page.absent', 'this authority has published no page');
  const earlier = from === undefined ? versions.find(({ index }) => index < later.index) : numbered(from);
  return pageDifferences(earlier?.page, later.page);
}
