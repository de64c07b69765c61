import { archiveDeclaration } from '#client';
import type { Command } from 'commander';
import { stateOfArchive, withArchiveSigners, type ArchiveStatementOptions } from '../platform/archive-statement.js';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { readHolderFile } from '../platform/holder-key-file.js';

interface Options extends ArchiveStatementOptions {
  readonly k: number;
  readonly holder: string[];
}

/** `comity archive declare --k K --holder FILE…` */
export const archiveDeclare: Register = (noun, streams) => {
  withArchiveSigners(
    noun
      .command('declare')
      .description(
        'Declare the archive of your authority, or replace its holders: of later changes of keys on, K of them together can bring conversations back.',
      )
      .requiredOption('--k <n>', 'how many holders open it together', wholeNumber(2, 16))
      .requiredOption('--holder <file>', 'the .public file of a holder; once for each, one of them on paper', several),
  )
    .addHelpText(
      'after',
      examples(
        'comity archive declare --k 2 --holder a.key.public --holder b.key.public --holder paper.txt.public --out declared.json',
      ),
    )
    .action(async (options: Options, command: Command) => {
      const holders = await Promise.all(options.holder.map(readHolderFile));
      const act = archiveDeclaration(options.k, holders);
      await stateOfArchive(contextOf(command, streams), options, act, 'The archive is declared');
    });
};
