import type { Command } from 'commander';
import { submitStatement, Transport } from '#client';
import { relayOrigin } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { http } from '../platform/environment.js';
import { print } from '../platform/io.js';
import { canonicalStatement, readStatementFile } from '../platform/statement-file.js';

/** `comity statement submit FILE… --relay URL` */
export const statementSubmit: Register = (noun, streams) => {
  noun
    .command('submit <files...>')
    .description('Leave finished statements with a relay, in this order. It judges them as every client will.')
    .requiredOption('--relay <url>', 'scheme, host and port of the relay', relayOrigin)
    .addHelpText('after', examples('comity statement submit notified.json --relay https://relay.example'))
    .action(async (files: string[], { relay }: { relay: string }, command: Command) => {
      const { io } = contextOf(command, streams);
      const transport = new Transport({ http }, relay);
      for (const file of files) {
        const statement = await readStatementFile(file);
        const { index } = await submitStatement(transport, canonicalStatement(statement), statement.openings);
        print(io, `${file}: entry ${String(index)} of the directory`, { file, index });
      }
    });
};
