import { archiveInForce } from '#directory';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { writeStatementFile } from '../platform/statement-file.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly device?: string;
  readonly conversation: string[];
  readonly archive?: string;
  readonly out: string;
}

/** `comity archive open --out FILE` */
export const archiveOpen: Register = (noun, streams) => {
  noun
    .command('open')
    .description(
      'Write the statement that opens the archive of your authority to one device, for k holders to sign. Nothing is readable by it alone; every conversation in scope is told.',
    )
    .requiredOption('--out <file>', 'the statement to write')
    .option('--device <id>', 'the device that is to read; this one unless given')
    .option('--conversation <id>', 'only this conversation; once for each, all of them without', several, [])
    .option('--archive <id>', 'an earlier archive, by its name in "comity archive show"; the one in force unless given')
    .addHelpText('after', examples('comity archive open --out opening.json'))
    .action(async (options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const { authority: subject, device } = client.identity;
        const { latest } = client.directory;
        const found = latest.authority(subject);
        const archive = options.archive ?? (found && archiveInForce(found)?.id);
        if (archive === undefined)
          throw new CodedError(
            'archive.unopened',
            'your authority keeps no archive now: name an earlier one with --archive',
          );
        const scope: string[] = [];
        for (const prefix of options.conversation) scope.push(await findConversation(client, prefix));
        const body = {
          type: 'archive.opened',
          subject,
          prev: latest.latestStatementHash(subject),
          archive,
          scope: scope.length === 0 ? 'all' : scope,
          device: options.device ?? device,
        };
        await writeStatementFile(options.out, { body, signatures: [] });
        print(context.io, options.out, { file: options.out, archive, scope: body.scope, device: body.device });
        remark(context.io, `Next: k holders sign it with: comity archive sign ${options.out} --holder-key HOLDER.key`);
      });
    });
};
