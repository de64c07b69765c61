import { CodedError } from '#primitives';
import type { HistoryRule } from '#roster';
import type { Command } from 'commander';
import { historyRule, retentionDays } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { findConversation } from '../platform/names.js';
import { proposeChange } from '../platform/propose.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly history?: HistoryRule;
  readonly retention?: number;
}

/** `comity conversation policy CONVERSATION …` */
export const conversationPolicy: Register = (noun, streams) => {
  noun
    .command('policy <conversation>')
    .description('Change what joiners may be given and how long messages are kept, once every party agrees.')
    .option('--history <rule>', 'what joiners may be given: from-joining, all, or days:N', historyRule)
    .option(
      '--retention <days>',
      'days after which messages are to be deleted (stated; nothing is deleted by itself yet); 0 for never',
      retentionDays,
    )
    .addHelpText('after', examples('comity conversation policy 5Kx0 --history all'))
    .action(async (prefix: string, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      if (options.history === undefined && options.retention === undefined)
        throw new CodedError('usage.invalid', 'name what to change: --history or --retention');
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        const change = { type: 'policy.changed', ...options } as const;
        await proposeChange(context.io, client, conversation, change, { done: 'changed' });
      });
    });
};
