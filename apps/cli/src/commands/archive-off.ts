import { archiveEnd } from '#client';
import type { Command } from 'commander';
import { stateOfArchive, withArchiveSigners, type ArchiveStatementOptions } from '../platform/archive-statement.js';
import { contextOf, examples, type Register } from '../platform/command.js';

/** `comity archive off` */
export const archiveOff: Register = (noun, streams) => {
  withArchiveSigners(
    noun
      .command('off')
      .description(
        'End the archive of your authority: of later changes of keys on nothing goes there. What went there can still be opened.',
      ),
  )
    .addHelpText('after', examples('comity archive off --out ended.json'))
    .action(async (options: ArchiveStatementOptions, command: Command) => {
      await stateOfArchive(contextOf(command, streams), options, archiveEnd(), 'The archive is ended');
    });
};
