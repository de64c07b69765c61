import type { Client } from '#client';
import type { ConversationId, MessageId } from '#contracts';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { messageText, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { remarkExperts } from '../platform/expert-words.js';
import { print, remark, type Io } from '../platform/io.js';
import { findConversation, findMessage, shortId } from '../platform/names.js';
import { untilStopped } from '../platform/stopping.js';
import { withClient } from '../platform/with-client.js';

/** The client's own clock has passed the end of a hold this many milliseconds later, for certain. */
const MOMENT = 50;

interface Options {
  readonly onTheRecord: boolean;
  readonly language?: string;
  readonly answers?: string;
  readonly hold?: number;
  readonly correct?: string;
  readonly withdraw?: string;
  readonly note?: string;
}

/** `comity conversation say CONVERSATION TEXT` */
export const conversationSay: Register = (noun, streams) => {
  noun
    .command('say <conversation> [text...]')
    .description('Send a message; or correct, withdraw or note one. Without the relay it waits on this device.')
    .option('--on-the-record', 'sign it, so that it proves itself to anyone; cannot be undone', false)
    .option('--language <tag>', 'language of the text, such as fr')
    .option('--answers <#n>', 'the message it answers')
    .option('--hold <seconds>', 'wait so long before it is sent: Ctrl-C takes it back', wholeNumber(1, 600))
    .option('--correct <#n>', 'replace the words of your own message; the first ones stay visible')
    .option('--withdraw <#n>', 'withdraw your own message; its place and the fact remain')
    .option('--note <#n>', 'say that you took note of a message')
    .addHelpText(
      'after',
      examples(
        'comity conversation say 5Kx0 "The warrant is on its way."',
        'comity conversation say 5Kx0 --correct 12 "The warrant left today."',
      ),
    )
    .action(async (prefix: string, words: string[], options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client, online) => {
          const conversation = await findConversation(client, prefix);
          await remarkExperts(context.io, client, conversation);
          const id = await send(client, conversation, words.join(' '), options);
          if (options.hold !== undefined && (await takenBack(context.io, client, conversation, id, options.hold))) {
            print(context.io, 'taken back', { conversation, id, takenBack: true });
            return;
          }
          if (online) await stored(context.io, client, conversation, id);
          print(context.io, online ? 'stored by the relay' : 'kept on this device; it is sent when the relay answers', {
            conversation,
            id,
            stored: online,
          });
          if (options.onTheRecord)
            remark(context.io, 'This message is on the record: it proves itself to anyone who is shown it.');
        },
        { offline: true },
      );
    });
};

/** Whether it was taken back while it was held. */
async function takenBack(io: Io, client: Client, conversation: ConversationId, id: MessageId, seconds: number) {
  const over = new AbortController();
  const timer = setTimeout(
    () => {
      over.abort();
    },
    seconds * 1000 + MOMENT,
  );
  // Listened for before it is said: who reads it may be quick.
  const stopped = untilStopped(over.signal);
  remark(io, `It is sent in ${String(seconds)} seconds. Ctrl-C takes it back.`);
  await stopped;
  clearTimeout(timer);
  return !over.signal.aborted && client.takeBack(conversation, id);
}

/** @throws the code with which the relay refused it for good */
async function stored(io: Io, client: Client, conversation: ConversationId, id: MessageId): Promise<void> {
  await client.settle(conversation);
  const { waiting } = await client.messages(conversation, { limit: 1 });
  const code = waiting.find((one) => one.id === id && one.state === 'refused')?.code;
  if (code === undefined) return;
  remark(io, `It is kept on this device until you delete it: comity conversation take-back ${shortId(conversation)}`);
  throw new CodedError(code);
}

async function send(client: Client, conversation: ConversationId, text: string, options: Options): Promise<MessageId> {
  if (options.withdraw !== undefined)
    return client.withdraw(conversation, await findMessage(client, conversation, options.withdraw));
  if (options.note !== undefined)
    return client.note(conversation, await findMessage(client, conversation, options.note));
  if (options.correct !== undefined)
    return client.correct(conversation, await findMessage(client, conversation, options.correct), messageText(text));
  return client.say(conversation, messageText(text), {
    onTheRecord: options.onTheRecord,
    ...(options.hold === undefined ? {} : { holdFor: options.hold * 1000 }),
    ...(options.language === undefined ? {} : { language: options.language }),
    ...(options.answers === undefined ? {} : { answers: await findMessage(client, conversation, options.answers) }),
  });
}
