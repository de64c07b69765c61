import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, table } from '../platform/io.js';
import { noticeLines } from '../platform/show-item.js';
import { timeOf } from '../platform/time.js';
import { checkExport, type CheckOptions } from '../platform/verified-export.js';
import { withClient } from '../platform/with-client.js';

/** `comity record verify`, `comity record verify FILE` */
export const recordVerify: Register = (noun, streams) => {
  noun
    .command('verify')
    .argument('[file]', 'an exported conversation, to be checked instead: without device, account or network')
    .description(
      'Check the whole record: every directory entry, every audit leaf, every own conversation and key. Or check an exported conversation. Exit code 6 if anything does not hold.',
    )
    .option('--trust <file>', 'an invitation or a founding statement: the network that the exported file must be of')
    .option('--files <folder>', 'save the files that are attached in the exported file there')
    .addHelpText(
      'after',
      examples('comity record verify', 'comity record verify consultation.json --trust invitation.json'),
    )
    .action(async (file: string | undefined, options: CheckOptions, command: Command) => {
      const context = contextOf(command, streams);
      if (file !== undefined) {
        await checkExport(context.io, file, options);
        return;
      }
      if (Object.keys(options).length > 0)
        throw new CodedError('usage.invalid', 'name the exported file that --trust and --files are about');
      await withClient(context, async (client) => {
        const types = await client.record.verifyLeaves((done, all) => {
          remark(context.io, `audit log: ${String(done)} of ${String(all)} leaves`);
        });
        const audit = client.record.checkpoint;
        const trust = await client.trust();
        const notices = await client.notices();
        const open = notices.filter(({ standing }) => standing === 'open');
        const conversations = await client.conversations();
        print(
          context.io,
          [
            `directory      ${String(trust.directory.size)} entries hash to the root that the witnesses cosigned at ${timeOf(trust.directory.at, context.io)}`,
            `audit log      ${String(audit?.size ?? 0)} leaves hash to the root that the witnesses cosigned at ${timeOf(audit?.at ?? 0, context.io)}`,
            `conversations  ${String(conversations.length)}, each head compared with the logged map`,
            ...table([...types].map(([type, count]) => [`  ${type}`, String(count)])),
            ...(trust.calm
              ? ['The record holds.']
              : [
                  '! The record does not hold, or is not complete:',
                  ...open.flatMap((notice) => noticeLines(notice, context.io)),
                ]),
          ],
          {
            holds: trust.calm,
            directory: trust.directory,
            audit: { size: audit?.size, at: audit?.at },
            leaves: Object.fromEntries(types),
            notices,
          },
        );
        if (!trust.calm)
          throw new CodedError(
            'record.not-whole',
            'the record does not hold: see the notices above, and "comity trust"',
          );
      });
    });
};
