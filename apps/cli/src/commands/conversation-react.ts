import { reactions, type Reaction } from '#client';
import { Argument, type Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';
import { findConversation, findMessage } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity conversation react CONVERSATION MESSAGE REACTION` */
export const conversationReact: Register = (noun, streams) => {
  noun
    .command('react <conversation> <message>')
    .addArgument(new Argument('[reaction]', 'what to say; nothing takes back what you said').choices(reactions))
    .description('Say something of a message without words, in the place of what you said before.')
    .addHelpText('after', examples('comity conversation react 5Kx0 12 thanks', 'comity conversation react 5Kx0 12'))
    .action(
      async (prefix: string, place: string, reaction: Reaction | undefined, _options: unknown, command: Command) => {
        const context = contextOf(command, streams);
        await withClient(
          context,
          async (client, online) => {
            const conversation = await findConversation(client, prefix);
            const message = await findMessage(client, conversation, place);
            const id = await client.speaking.react(conversation, message, reaction);
            if (online) await client.settle(conversation);
            print(context.io, reaction === undefined ? 'taken back' : `you said: ${reaction}`, {
              conversation,
              id,
              stored: online,
            });
          },
          { offline: true },
        );
      },
    );
};
