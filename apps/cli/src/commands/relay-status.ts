import { NetworkDescription } from '#contracts';
import { Transport } from '#client';
import { parseNote, parseCheckpoint } from '#tlog';
import type { Command } from 'commander';
import { relayOrigin } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { http } from '../platform/environment.js';
import { print } from '../platform/io.js';

/** `comity relay status --relay URL` */
export const relayStatus: Register = (noun, streams) => {
  noun
    .command('status')
    .description('What a relay says of itself to anyone: its network and the sizes of its two logs.')
    .requiredOption('--relay <url>', 'scheme, host and port of the relay', relayOrigin)
    .addHelpText('after', examples('comity relay status --relay https://relay.example'))
    .action(async ({ relay }: { relay: string }, command: Command) => {
      const { io } = contextOf(command, streams);
      const network = await new Transport({ http }, relay).call({
        method: 'GET',
        path: '/v1/network',
        answer: NetworkDescription,
      });
      const directory = parseCheckpoint(parseNote(network.directory).body);
      const audit = parseCheckpoint(parseNote(network.audit).body);
      print(
        io,
        [
          `network    ${network.networkId}`,
          `directory  ${String(directory.size)} entries`,
          `audit      ${String(audit.size)} leaves`,
        ],
        { networkId: network.networkId, directory: directory.size, audit: audit.size },
      );
    });
};
