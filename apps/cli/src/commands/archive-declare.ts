import { archiveDeclaration, archiveEnd } from '#client';
import type { Command } from 'commander';
import { stateOfArchive, type ArchiveStatementOptions } from '../platform/archive-statement.js';
import { wholeNumber } from '../platform/argument.js';
import { withAuthorityKey } from '../platform/authority-key.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { readHolderFile } from '../platform/holder-key-file.js';

interface DeclareOptions extends ArchiveStatementOptions {
  readonly k: number;
  readonly holder: string[];
}

const OUT = 'without --authority-key: the statement, for a second administrator to sign';

/** `comity archive declare --k K --holder FILE…` */
export const archiveDeclare: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('declare')
      .description(
        'Declare the archive of your authority, or replace its holders: of later changes of keys on, K of them together can bring conversations back.',
      )
      .requiredOption('--k <n>', 'how many holders open it together', wholeNumber(2, 16))
      .requiredOption('--holder <file>', 'the .public file of a holder; once for each, one of them on paper', several)
      .option('--out <file>', OUT),
  )
    .addHelpText(
      'after',
      examples(
        'comity archive declare --k 2 --holder a.key.public --holder b.key.public --holder paper.txt.public --out declared.json',
      ),
    )
    .action(async (options: DeclareOptions, command: Command) => {
      const holders = await Promise.all(options.holder.map(readHolderFile));
      const act = archiveDeclaration(options.k, holders);
      await stateOfArchive(contextOf(command, streams), options, act, 'The archive is declared');
    });
};

/** `comity archive off` */
export const archiveOff: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('off')
      .description(
        'End the archive of your authority: of later changes of keys on nothing goes there. What went there can still be opened.',
      )
      .option('--out <file>', OUT),
  )
    .addHelpText('after', examples('comity archive off --out ended.json'))
    .action(async (options: ArchiveStatementOptions, command: Command) => {
      await stateOfArchive(contextOf(command, streams), options, archiveEnd(), 'The archive is ended');
    });
};
