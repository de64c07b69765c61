import { CodedError } from '#primitives';
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
      const onPaper = holders.flatMap(({ paper }, i) => (paper ? [i + 1] : []));
      const [paper] = onPaper;
      if (paper === undefined || onPaper.length > 1)
        throw new CodedError(
          'usage.invalid',
          'exactly one holder is on paper: make its key with "comity archive holder-key FILE --paper"',
        );
      if (options.k > holders.length)
        throw new CodedError(
          'usage.invalid',
          `${String(options.k)} of ${String(holders.length)} holders cannot be asked`,
        );
      const act = {
        type: 'archive.declared',
        k: options.k,
        n: holders.length,
        holders: holders.map(({ agreement }) => agreement),
        signers: holders.map(({ signature }) => signature),
        paper,
      };
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
      const act = { type: 'archive.declared', k: 0, n: 0, holders: [], signers: [], paper: 0 };
      await stateOfArchive(contextOf(command, streams), options, act, 'The archive is ended');
    });
};
