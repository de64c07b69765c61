import type { Command } from 'commander';
import { authorityId, calendarDay, relayOrigin, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { placeOf } from '../platform/relay-place.js';
import { draftStatement } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly state: string;
  readonly name: string;
  readonly function: string[];
  readonly instrument: string[];
  readonly reference: string;
  readonly date: string;
  readonly key: string[];
  readonly threshold: number;
  readonly relay?: string;
}

/** `comity authority notify ID …` */
export const authorityNotify: Register = (noun, streams) => {
  noun
    .command('notify')
    .argument('<id>', 'id of the authority', authorityId)
    .description('Write the statement that a State notified this central authority, to be signed by k roots, offline.')
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption('--state <code>', 'code of the State or regional organization')
    .requiredOption('--name <name>', 'name of the authority')
    .requiredOption('--function <word>', 'such as mutual-legal-assistance; once for each', several)
    .requiredOption('--instrument <word>', 'such as untoc; once for each', several)
    .requiredOption('--reference <text>', 'reference of the notification')
    .requiredOption('--date <day>', 'its date, such as 2026-03-01', calendarDay)
    .requiredOption('--key <key>', "the authority's own public key; once for each", several)
    .option('--threshold <n>', 'how many of its keys must sign', wholeNumber(1, 32), 1)
    .option('--relay <url>', 'where to ask for its place, when it amends an earlier notification', relayOrigin)
    .addHelpText('after', '\nThe id is "authority:" and lower-case letters, digits and hyphens.')
    .addHelpText(
      'after',
      examples(
        'comity authority notify authority:marenia-justice --out notified.json --state QM --name "Ministry of Justice of Marenia" --function extradition --instrument untoc --reference MAR/14 --date 2026-01-20 --key PUBLIC-KEY',
      ),
    )
    .action(async (id: string, options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const prev = options.relay === undefined ? '' : await placeOf(options.relay, id);
      const body = {
        type: 'authority.notified',
        subject: id,
        prev,
        state: options.state,
        name: options.name,
        functions: options.function,
        instruments: options.instrument,
        reference: options.reference,
        date: options.date,
        keys: options.key,
        threshold: options.threshold,
      };
      await draftStatement(io, options.out, body, 'the roots sign it, each', ' --network FOUNDING');
    });
};
