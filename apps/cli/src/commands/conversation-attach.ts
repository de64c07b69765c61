import type { Client, UploadView } from '#client';
import type { ConversationId, MessageId } from '#contracts';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { messageText } from '../platform/argument.js';
import { attachedFile, scanFile } from '../platform/attached-file.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, safeLine, type Io } from '../platform/io.js';
import { findConversation, shortId } from '../platform/names.js';
import { progressOf } from '../platform/transfer-words.js';
import { isAway, withClient } from '../platform/with-client.js';

interface Options {
  readonly text?: string;
  readonly scan?: string;
  readonly cancel: boolean;
}

/** A file that was attached, as programs are told. */
interface Attached {
  readonly file: string;
  readonly upload: string;
  /** The message that names it, once the relay has all of it. */
  id?: MessageId | undefined;
}

/** `comity conversation attach CONVERSATION FILE…` */
export const conversationAttach: Register = (noun, streams) => {
  noun
    .command('attach <conversation> [file...]')
    .description(
      'Send files, sealed on this device. What was interrupted goes on by itself, also with no file named here.',
    )
    .option('--text <words>', 'words beside the first file')
    .option('--scan <command>', 'a command that looks at each file first: it is given the path, and 0 lets it pass')
    .option('--cancel', 'end the uploads of this conversation that are not finished', false)
    .addHelpText(
      'after',
      examples(
        'comity conversation attach 5Kx0 warrant.pdf --text "As discussed."',
        'comity conversation attach 5Kx0 *.pdf --scan "clamdscan --no-summary"',
        'comity conversation attach 5Kx0',
      ),
    )
    .action(async (prefix: string, files: string[], options: Options, command: Command) => {
      const context = contextOf(command, streams);
      if (options.cancel && files.length > 0) throw new CodedError('usage.invalid', 'name no files beside --cancel');
      const scanned: string[] = [];
      if (options.scan !== undefined) for (const file of files) scanned.push(await scanFile(options.scan, file));
      await withClient(
        context,
        async (client, online) => {
          const conversation = await findConversation(client, prefix);
          if (options.cancel) return cancelAll(context.io, client, conversation);
          const stop = client.attachments.onUpload(progressTeller(context.io));
          const uploads = [
            ...(await goOn(client, conversation)),
            ...(await seal(client, conversation, files, { ...options, scanned })),
          ];
          if (online) await settle(client, conversation, uploads);
          stop();
          report(context.io, conversation, uploads);
        },
        { offline: true },
      );
    });
};

async function cancelAll(io: Io, client: Client, conversation: ConversationId): Promise<void> {
  const cancelled: Attached[] = [];
  for (const { id, name } of client.attachments.list(conversation))
    if (await client.attachments.cancel(id)) cancelled.push({ file: name, upload: id });
  print(
    io,
    cancelled.map(({ file }) => `${safeLine(file)}: not sent`),
    { conversation, cancelled },
  );
}

async function goOn(client: Client, conversation: ConversationId): Promise<Attached[]> {
  const waiting = client.attachments.list(conversation);
  for (const { id } of waiting) await client.attachments.resume(id);
  return waiting.map(({ id, name }) => ({ file: name, upload: id }));
}

async function seal(
  client: Client,
  conversation: ConversationId,
  files: readonly string[],
  { text, scanned }: Options & { readonly scanned: readonly string[] },
): Promise<Attached[]> {
  const sealed: Attached[] = [];
  for (const [place, path] of files.entries()) {
    const beside = place === 0 && text !== undefined ? { text: messageText(text) } : {};
    const file = await attachedFile(path, scanned[place]);
    sealed.push({ file: file.name, upload: await client.attachments.attach(conversation, file, beside) });
  }
  return sealed;
}

/** @throws the code with which the relay refused an upload */
async function settle(client: Client, conversation: ConversationId, uploads: Attached[]): Promise<void> {
  for (const one of uploads) one.id = await client.attachments.settle(one.upload).catch(ignoreAway);
  if (uploads.some(({ id }) => id !== undefined)) await client.settle(conversation);
}

function ignoreAway(error: unknown): undefined {
  if (!isAway(error)) throw error;
}

function report(io: Io, conversation: ConversationId, attached: readonly Attached[]): void {
  print(
    io,
    attached.map(
      ({ file, id }) => `${safeLine(file)}: ${id === undefined ? 'kept on this device' : 'stored by the relay'}`,
    ),
    { conversation, attached },
  );
  if (attached.length === 0) remark(io, 'Nothing waits to be sent.');
  if (attached.some(({ id }) => id === undefined))
    remark(io, `It goes on when the relay answers: comity conversation attach ${shortId(conversation)}`);
}

function progressTeller(io: Io): (view: UploadView) => void {
  const tellers = new Map<string, (done: number, total: number) => void>();
  return ({ id, name, state, done, total }) => {
    if (state !== 'sealing' && state !== 'sending') return;
    const key = `${id} ${state}`;
    const tell = tellers.get(key) ?? progressOf(io, name, state === 'sealing' ? 'sealed' : 'sent');
    tellers.set(key, tell);
    tell(done, total);
  };
}
