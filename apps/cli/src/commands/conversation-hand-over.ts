import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { handOverWords } from '../platform/hand-over-words.js';
import { print } from '../platform/io.js';
import { findOfficer } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation hand-over SUCCESSOR` */
export const conversationHandOver: Register = (noun, streams) => {
  noun
    .command('hand-over <successor>')
    .description(
      'Bring a successor of your authority, with history, into your open conversations, or into those you share with --of.',
    )
    .option('--of <officer>', 'a colleague who leaves, by name or id; you unless given')
    .addHelpText(
      'after',
      examples('comity conversation hand-over "Calloway"', 'comity conversation hand-over "Calloway" --of "Belmonte"'),
    )
    .action(async (successor: string, options: { of?: string }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const { authority, officer } = client.identity;
        const leaving = options.of === undefined ? officer : findOfficer(client, authority, options.of);
        const handedOver = await client.handOver(leaving, findOfficer(client, authority, successor));
        print(context.io, handOverWords(handedOver), { handedOver });
      });
    });
};
