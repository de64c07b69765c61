import type { OfficerId } from '#contracts';
import type { Command } from 'commander';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { enactLine } from '../platform/propose.js';
import { withClient } from '../platform/with-client.js';

/** `comity expert admit CONVERSATION EXPERT` */
export const expertAdmit: Register = (noun, streams) => {
  noun
    .command('admit')
    .argument('<conversation>', 'the conversation')
    .argument('<expert>', 'id of the expert, whose device is enrolled', officerId)
    .description(
      'Ask every party of the conversation to agree to an expert whom your authority sponsors. The keys change as they come in.',
    )
    .addHelpText('after', examples('comity expert admit 5Kx0 expert-1f00aa11bb22cc33'))
    .action(async (prefix: string, officer: OfficerId, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        const asked = await client.experts.bringIn(conversation, officer);
        const words = asked === undefined ? `${officer} is in the conversation` : 'every party was asked for consent';
        print(context.io, words, { conversation, officer, asked });
        const seq = (await client.proposals(conversation)).find((proposal) => proposal.asked === asked)?.seq;
        if (asked !== undefined && seq !== undefined)
          remark(
            context.io,
            `When all have agreed, this device brings them in as soon as it is online, or at once with: ${enactLine(conversation, seq)}`,
          );
      });
    });
};
