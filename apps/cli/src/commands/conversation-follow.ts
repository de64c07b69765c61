import type { Client, ConversationItem } from '#client';
import type { ConversationId } from '#contracts';
import type { Command } from 'commander';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { messageText } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { errorCodeOf } from '../platform/exit-code.js';
import { explain } from '../platform/explain.js';
import { print, remark, type Io } from '../platform/io.js';
import { authorityName, findConversation } from '../platform/names.js';
import { noticeLines } from '../platform/show-item.js';
import { ShownItems } from '../platform/shown-items.js';
import { untilStopped } from '../platform/stopping.js';
import { isAway, withClient } from '../platform/with-client.js';

/** How many messages are shown before the first new one. */
const SHOWN_FIRST = 20;
const RETRY_MILLISECONDS = 2_000;
/** What was typed last is given this long to be stored; a relay that is away must not keep the terminal. */
const LAST_MILLISECONDS = 5_000;

/** `comity conversation follow CONVERSATION` */
export const conversationFollow: Register = (noun, streams) => {
  noun
    .command('follow <conversation>')
    .description(
      'Show messages as they come; each line you type is sent. Ctrl-C ends it, and so does the end of the input.',
    )
    .option('--silent', 'only show: send nothing that is typed', false)
    .addHelpText('after', examples('comity conversation follow 5Kx0', 'comity conversation follow nerovia --silent'))
    .action(async (prefix: string, { silent }: { silent: boolean }, command: Command) => {
      const { io, ...context } = contextOf(command, streams);
      await withClient(
        { io, ...context },
        async (client) => {
          const conversation = await findConversation(client, prefix);
          await follow(io, client, conversation, silent);
        },
        { offline: true },
      );
    });
};

async function follow(io: Io, client: Client, conversation: ConversationId, silent: boolean): Promise<void> {
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
  };
  // Whoever read the output may be gone: then there is nobody to show anything to.
  io.out.once('error', stop);
  // Heard from here on: the words that greet already say how to end it.
  const stopped = untilStopped(stopping.signal);
  const shown = await showing(io, client, conversation);
  await greet(io, client, conversation, silent);
  const live = stayConnected(io, client, stopping.signal);
  const typing = silent ? new Promise<never>(() => undefined) : typed(io, client, conversation, stopping.signal);
  try {
    await Promise.race([stopped, typing, live]);
  } finally {
    stop();
  }
  await live;
  await Promise.race([sent(io, client, conversation), pause(LAST_MILLISECONDS)]);
  shown();
}

/** Shows what there is and what comes, nothing twice; the answer stops it. */
async function showing(io: Io, client: Client, conversation: ConversationId): Promise<() => void> {
  const shown = new ShownItems(io, client);
  // Listened to before the list is read, so that nothing falls between the two; shown after it, so that nothing is early.
  const early: ConversationItem[] = [];
  let take = (item: ConversationItem): void => void early.push(item);
  const stopItems = client.onItems((of, items) => {
    if (of !== conversation) return;
    for (const item of items) take(item);
    void client.markRead(conversation);
  });
  const stopNotices = client.onNotice((notice) => {
    if (notice.conversation === undefined || notice.conversation === conversation)
      print(io, noticeLines(notice, io), { event: 'notice', notice });
  });
  const { items } = await client.messages(conversation, { limit: SHOWN_FIRST });
  take = (item) => {
    shown.show(item);
  };
  for (const item of [...items, ...early]) take(item);
  await client.markRead(conversation);
  return () => {
    stopItems();
    stopNotices();
  };
}

async function greet(io: Io, client: Client, conversation: ConversationId, silent: boolean): Promise<void> {
  const { counterparts } = await client.conversation(conversation);
  const others = counterparts.map((authority) => authorityName(client, authority));
  remark(
    io,
    `With ${others.length === 0 ? 'your own authority' : others.join(', ')}. ${silent ? '' : 'Type a line to send it. '}Ctrl-C ends.`,
  );
}

/**
 * Connects, and goes on trying while the relay does not answer: what is typed meanwhile waits on this device. Resolves
 * when `stopping` is; @throws what no waiting mends, such as a device that was revoked
 */
async function stayConnected(io: Io, client: Client, stopping: AbortSignal): Promise<void> {
  for (let told = false; !stopping.aborted;) {
    try {
      await client.connect();
      if (told) remark(io, 'The relay answers again.');
      await untilStopped(stopping);
      return;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (!told) remark(io, 'The relay does not answer now: what you type waits on this device.');
      told = true;
    }
    await pause(RETRY_MILLISECONDS);
  }
}

async function typed(io: Io, client: Client, conversation: ConversationId, stopping: AbortSignal): Promise<void> {
  const lines = createInterface({ input: stdin, terminal: false, signal: stopping });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    try {
      const id = await client.say(conversation, messageText(line));
      if (io.json) print(io, [], { event: 'said', id });
    } catch (error) {
      // One line that cannot be sent does not end the conversation.
      const [code, message] = [errorCodeOf(error), explain(error)];
      if (io.json) print(io, [], { event: 'refused', error: { code, message } });
      remark(io, `Not sent: ${message}  [${code}]`);
    }
  }
}

async function sent(io: Io, client: Client, conversation: ConversationId): Promise<void> {
  await client.settle(conversation).catch(() => undefined);
  const { waiting } = await client.messages(conversation, { limit: 1 });
  const refused = waiting.filter(({ state }) => state === 'refused').length;
  if (waiting.length > refused)
    remark(io, `${waiting.length - refused} not sent yet: kept on this device, and sent when the relay answers.`);
  if (refused > 0)
    remark(io, `${refused} refused by the relay: "comity conversation read" says why, "take-back" deletes them.`);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
