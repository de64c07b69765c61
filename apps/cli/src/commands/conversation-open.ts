import { ConversationKind } from '#contracts';
import { CodedError } from '#primitives';
import type { HistoryRule } from '#roster';
import { Option, type Command } from 'commander';
import { remarkArchive } from '../platform/archive-words.js';
import { historyRule, messageText, retentionDays } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findAuthority, findOfficer, shortId } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly kind: 'direct' | 'consultation' | 'authority';
  readonly with: string[];
  readonly officer: string[];
  readonly colleague: string[];
  readonly history: HistoryRule;
  readonly retention: number;
  readonly say?: string;
}

/** `comity conversation open --with AUTHORITY …` */
export const conversationOpen: Register = (noun, streams) => {
  noun
    .command('open')
    .description('Open a consultation with other authorities, a direct conversation, or one of your own authority.')
    .addOption(
      new Option('--kind <kind>', 'what it is')
        .choices(['direct', 'consultation', 'authority'])
        .default('consultation'),
    )
    .option('--with <authority>', 'an authority to consult, by id or part of its name; once for each', several, [])
    .option('--officer <name>', 'only these officers of the first --with, by name or id; once for each', several, [])
    .option('--colleague <name>', 'an officer of your own authority to bring; once for each', several, [])
    .option('--history <rule>', 'what joiners may be given: from-joining, all, or days:N', historyRule, 'from-joining')
    .option(
      '--retention <days>',
      'days after which messages are to be deleted (stated; nothing is deleted by itself yet); 0 for never',
      retentionDays,
      0,
    )
    .option('--say <text>', 'the first message')
    .addHelpText('after', examples('comity conversation open --with nerovia --say "Good morning."'))
    .action(async (options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const first = options.say === undefined ? undefined : messageText(options.say);
        const kind = ConversationKind.extract(['direct', 'consultation', 'authority']).parse(options.kind);
        const authorities = options.with.map((words) => findAuthority(client, words));
        if (kind !== 'authority' && authorities.length === 0)
          throw new CodedError(
            'usage.invalid',
            'name the authority to talk to with --with: see "comity directory find"',
          );
        for (const authority of authorities) remarkArchive(context.io, client, authority);
        const invited = authorities.map((authority, i) =>
          i === 0 && options.officer.length > 0
            ? { authority, officers: options.officer.map((words) => findOfficer(client, authority, words)) }
            : { authority },
        );
        const conversation = await client.open({
          kind,
          with: invited,
          colleagues: options.colleague.map((words) => findOfficer(client, client.identity.authority, words)),
          history: options.history,
          retention: options.retention,
        });
        if (first !== undefined) {
          await client.say(conversation, first);
          await client.settle(conversation);
        }
        print(context.io, shortId(conversation), { conversation });
        remark(context.io, `Next: comity conversation follow ${shortId(conversation)}`);
      });
    });
};
