import type { Command } from 'commander';
import { Argument } from 'commander';
import { authorityId, calendarDay, relayOrigin } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { placeOf } from '../platform/relay-place.js';
import { draftStatement } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly reference: string;
  readonly date: string;
  readonly relay: string;
}

const CHANGES = ['suspended', 'reinstated', 'withdrawn', 'frozen', 'unfrozen'] as const;

/** `comity authority change ID suspended|reinstated|withdrawn|frozen|unfrozen …` */
export const authorityChange: Register = (noun, streams) => {
  noun
    .command('change')
    .argument('<id>', 'id of the authority', authorityId)
    .addArgument(new Argument('<to>', 'what it becomes').choices(CHANGES))
    .description('Write the statement that changes the standing of an authority, to be signed by k roots, offline.')
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption('--reference <text>', "reference of the State's notification, or of the decision")
    .requiredOption('--date <day>', 'its date, such as 2026-03-01', calendarDay)
    .requiredOption('--relay <url>', 'where to ask for its place', relayOrigin)
    .addHelpText(
      'after',
      `
suspended    nothing of the authority counts, until it is reinstated
frozen       the same, for a key that others may hold, until it is unfrozen; that may also be signed with its own key
withdrawn    the State's own notification: final, the id never returns`,
    )
    .addHelpText(
      'after',
      examples(
        'comity authority change authority:marenia-justice withdrawn --out withdrawn.json --reference MAR/15 --date 2026-09-30 --relay https://relay.example',
      ),
    )
    .action(async (id: string, to: (typeof CHANGES)[number], options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const { out, reference, date, relay } = options;
      const body = { type: `authority.${to}`, subject: id, prev: await placeOf(relay, id), reference, date };
      await draftStatement(io, out, body, 'the roots sign it, each', ' --network FOUNDING');
    });
};
