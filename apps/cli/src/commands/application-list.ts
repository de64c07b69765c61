import type { Command } from 'commander';
import { STATES } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, safeLine, table } from '../platform/io.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

const UNSEALED = '(ANOTHER KEY WAS SEALED TO THIS DEVICE)';

/** `comity application list` */
export const applicationList: Register = (noun, streams) => {
  noun
    .command('list')
    .description(
      "States' applications, what is not over first, then by what moved last. For officers of the secretariat.",
    )
    .option('--withdrawn', 'also what its applicant took back')
    .addHelpText('after', examples('comity application list'))
    .action(async ({ withdrawn }: { withdrawn?: true }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async ({ applications }) => {
        const lines = await applications.list(withdrawn);
        const rows = lines.map(({ reference, opened, state, at, isAltered, isMissealed }) => [
          reference,
          opened === undefined
            ? isMissealed
              ? UNSEALED
              : '(not opened here yet)'
            : safeLine(`${opened.authority} (${opened.state})`),
          isAltered ? 'WHAT THE RELAY GAVE OF IT DOES NOT HOLD' : STATES[state],
          timeOf(at, context.io),
        ]);
        print(context.io, rows.length === 0 ? 'there is no application' : table(rows), { applications: lines });
      });
    });
};
