import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, table } from '../platform/io.js';
import { noticeLines } from '../platform/show-item.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

/** `comity record verify` */
export const recordVerify: Register = (noun, streams) => {
  noun
    .command('verify')
    .description(
      'Check the whole record: every directory entry, every audit leaf, every own conversation and key. Exit code 6 if anything does not hold.',
    )
    .addHelpText('after', examples('comity record verify'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const types = await client.record.verifyLeaves((done, all) => {
          remark(context.io, `audit log: ${String(done)} of ${String(all)} leaves`);
        });
        const audit = client.record.checkpoint;
        const trust = await client.trust();
        const notices = await client.notices();
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
              : ['! The record does not hold, or is not complete:', ...notices.flatMap(noticeLines)]),
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
