import type { Client, ConversationItem } from '#client';
import type { ConversationId } from '#contracts';
import type { Command } from 'commander';
import { stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { contextOf, type Register } from '../platform/command.js';
import type { Context } from '../platform/context.js';
import { print, remark } from '../platform/io.js';
import { authorityName, findConversation } from '../platform/names.js';
import { itemLines, noticeLines } from '../platform/show-item.js';
import { untilStopped } from '../platform/stopping.js';
import { withClient } from '../platform/with-client.js';

/** How many messages are shown before the first new one. */
const SHOWN_FIRST = 20;
const RETRY_MILLISECONDS = 2_000;

/** `comity conversation follow CONVERSATION` */
export const conversationFollow: Register = (noun, streams) => {
  noun
    .command('follow <conversation>')
    .description('Show messages as they come; each line you type is sent. Ctrl-C ends it, and so does the end of the input.')
    .option('--silent', 'only show: send nothing that is typed', false)
    .action(async (prefix: string, { silent }: { silent: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client) => {
          const conversation = await findConversation(client, prefix);
          await follow(context, client, conversation, silent);
        },
        { offline: true },
      );
    });
};

async function follow(context: Context, client: Client, conversation: ConversationId, silent: boolean): Promise<void> {
  const { io } = context;
  const show = (item: ConversationItem): void => { print(io, itemLines(client, item), { event: 'item', item }); };
  for (const item of (await client.messages(conversation, { limit: SHOWN_FIRST })).items) show(item);
  client.onItems((of, items) => {
    if (of !== conversation) return;
    for (const item of items) show(item);
    void client.markRead(conversation);
  });
  client.onNotice((notice) => {
    if (notice.conversation === undefined || notice.conversation === conversation) print(io, noticeLines(notice), { event: 'notice', notice });
  });
  const members = await client.members(conversation);
  const others = [...new Set(members.map(({ authority }) => authority))].filter((authority) => authority !== client.identity.authority);
  remark(io, `With ${others.map((authority) => authorityName(client, authority)).join(', ')}. ${silent ? '' : 'Type a line to send it. '}Ctrl-C ends.`);
  const stopping = new AbortController();
  const live = stayConnected(context, client, stopping.signal);
  await Promise.race([untilStopped(), silent ? new Promise<never>(() => undefined) : typed(io, client, conversation)]);
  stopping.abort();
  await live;
  // What was typed last is given the time to be stored; without the relay it waits on this device.
  await client.settle(conversation).catch(() => { remark(io, 'Not everything was sent: it waits on this device.'); });
}

/** Connects, and goes on trying while the relay does not answer: what is typed meanwhile waits on this device. */
async function stayConnected({ io }: Context, client: Client, stopping: AbortSignal): Promise<void> {
  for (let told = false; !stopping.aborted; ) {
    try {
      await client.connect();
      if (told) remark(io, 'The relay answers again.');
      return;
    } catch (error) {
      if (!told) remark(io, `The relay cannot be used now: what you type waits on this device. (${error instanceof Error ? error.message : ''})`);
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS).unref());
  }
}

async function typed(io: Context['io'], client: Client, conversation: ConversationId): Promise<void> {
  const lines = createInterface({ input: stdin, terminal: false });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const id = await client.say(conversation, line);
    if (io.json) print(io, [], { event: 'said', id });
  }
}
