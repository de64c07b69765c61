import type { Command } from 'commander';
import { Transport } from '#client';
import { CodedError } from '#primitives';
import { relayOrigin } from '../platform/argument.js';
import { directoryWithoutDevice } from '../platform/authority-key.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { http } from '../platform/environment.js';
import { submitLogged } from '../platform/logged.js';
import { canonicalStatement, readStatementFile } from '../platform/statement-file.js';

/** `comity statement submit FILE…` */
export const statementSubmit: Register = (noun, streams) => {
  noun
    .command('submit <files...>')
    .description('Leave finished statements with a relay, in this order. It judges them as every client will.')
    .option('--relay <url>', 'scheme, host and port of the relay; that of this device unless given', relayOrigin)
    .option('--network <file>', "the network's founding statement, where it is none of <files>")
    .addHelpText(
      'after',
      examples(
        'comity statement submit notified.json --relay https://relay.example --network founding.json',
        'comity statement submit dismissed.json',
      ),
    )
    .action(async (files: string[], { relay, network }: { relay?: string; network?: string }, command: Command) => {
      const context = contextOf(command, streams);
      const { io } = context;
      const statements = await Promise.all(files.map(async (file) => ({ file, ...(await readStatementFile(file)) })));
      if (relay === undefined) {
        await withDevice(context, (device) => submitLogged(io, device, statements));
        return;
      }
      const founding =
        network === undefined
          ? statements.find(({ body }) => body.type === 'network.founded')
          : await readStatementFile(network);
      if (founding === undefined)
        throw new CodedError('usage.invalid', 'name with --network the founding statement by which the log is checked');
      const transport = new Transport({ http }, relay);
      const directory = await directoryWithoutDevice(transport, canonicalStatement(founding));
      await submitLogged(io, { transport, directory }, statements);
    });
};
