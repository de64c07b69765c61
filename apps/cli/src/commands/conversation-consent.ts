import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { authorityName, findConversation, findMessage } from '../platform/names.js';
import { enactLine } from '../platform/propose.js';
import { changeWords } from '../platform/show-item.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation consent CONVERSATION [#n]` */
export const conversationConsent: Register = (noun, streams) => {
  noun
    .command('consent <conversation> [message]')
    .description('Consent to what a message asked; without a message, list what consent is asked for.')
    .option('--enact', 'make the change, once every party has agreed', false)
    .addHelpText('after', examples('comity conversation consent 5Kx0 14'))
    .action(async (prefix: string, place: string | undefined, { enact }: { enact: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        if (place === undefined) {
          const proposals = (await client.proposals(conversation)).filter(({ done }) => !done);
          const lines = proposals.map(
            ({ change, missing, seq, by }) =>
              `#${String(seq)}  ${changeWords(client, change)} — ${
                missing.length > 0
                  ? `waits for ${missing.map((id) => authorityName(client, id)).join(', ')}`
                  : `agreed by all${by === client.identity.device ? `; to make it so: ${enactLine(conversation, seq)}` : ''}`
              }`,
          );
          print(context.io, lines, { conversation, proposals });
          if (proposals.length === 0) remark(context.io, 'No consent is asked for.');
          return;
        }
        const asked = await findMessage(client, conversation, place);
        if (enact) {
          await client.enact(conversation, asked);
          print(context.io, 'done', { conversation, asked, enacted: true });
          return;
        }
        await client.consent(conversation, asked);
        await client.settle(conversation);
        print(context.io, 'you consented; the consent ends in six days', { conversation, asked, consented: true });
      });
    });
};
