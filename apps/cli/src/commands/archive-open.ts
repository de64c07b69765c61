import { archiveOpeningAct } from '#client';
import type { ConversationId, DeviceId } from '#contracts';
import type { Command } from 'commander';
import { deviceId } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { writeStatementFile } from '../platform/statement-file.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly device?: DeviceId;
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
    .option('--device <id>', 'the device that is to read; this one unless given', deviceId)
    .option('--conversation <id>', 'only this conversation; once for each, all of them without', several, [])
    .option('--archive <id>', 'an earlier archive, by its name in "comity archive show"; the one in force unless given')
    .addHelpText('after', examples('comity archive open --out opening.json'))
    .action(async (options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const { authority, device: own } = client.identity;
        const { device = own } = options;
        const named: ConversationId[] = [];
        for (const prefix of options.conversation) named.push(await findConversation(client, prefix));
        const scope = named.length === 0 ? ('all' as const) : named;
        const act = archiveOpeningAct(client.directory.latest, { authority, device, scope, archive: options.archive });
        await writeStatementFile(options.out, await client.administration.unsigned(act));
        print(context.io, options.out, { file: options.out, archive: act.archive, scope, device });
        remark(context.io, `Next: k holders sign it with: comity archive sign ${options.out} --holder-key HOLDER.key`);
      });
    });
};
