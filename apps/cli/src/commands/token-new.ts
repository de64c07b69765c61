import { makeLookUpToken, type AuditorAccount } from '#client';
import { limits, TokenScope } from '#contracts';
import { Option, type Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { timeOf } from '../platform/time.js';

const YEAR = 365;

interface Options {
  readonly name: string;
  readonly days: number;
  readonly reads: TokenScope;
  readonly out?: string;
}

/** `comity token new` */
export const tokenNew: Register = (noun, streams) => {
  noun
    .command('new')
    .description(
      'Make a token that reads one thing over HTTP, and can do nothing else: the directory, for a program of your authority that looks authorities up; or the record, for an auditor. It is told this once. Administrators only.',
    )
    .requiredOption('--name <words>', 'what the program or the auditor is called, for the list')
    .addOption(
      new Option('--reads <what>', 'what it reads: for the record, what is made is the account of an auditor')
        .choices(TokenScope.options)
        .default('directory'),
    )
    .option('--days <n>', 'how long it lasts', wholeNumber(1, limits.lookUpTokenDays), YEAR)
    .option('--out <file>', 'write it to a new file that only you can read, instead of printing it')
    .addHelpText(
      'after',
      examples(
        'comity token new --name "Case management" --out lookup.token',
        'comity token new --name "Court of Audit" --reads record --out auditor.json',
      ),
    )
    .action(async (options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ transport, session, identity }) => {
        const { name, days, reads, out } = options;
        const { id, token, until } = await makeLookUpToken(transport, session, { name, days, reads });
        const { relay, founding } = identity.invitation;
        const account = { format: 'comity/auditor/v1', relay, founding, token } satisfies AuditorAccount;
        const secret = reads === 'record' ? JSON.stringify(account) : token;
        if (out !== undefined) await writeText(out, `${secret}\n`, { secret: true });
        print(
          context.io,
          out === undefined ? secret : `${out}: token ${shortId(id)}, until ${timeOf(until, context.io)}`,
          { id, reads, until, ...(out === undefined ? { token } : { file: out }) },
        );
        remark(
          context.io,
          reads === 'record'
            ? 'Give it to the auditor by a way that nobody else reads: comity record leaves|export|verify --token-file FILE'
            : `A program sends it as "Authorization: Bearer …" to ${transport.origin}/v1/look-up/authorities`,
        );
      });
    });
};
