import { exportPage, type Client, type ConversationExport, type ExportOptions, type ExportProgress } from '#client';
import { codeOf, CodedError } from '#primitives';
import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print, remark, type Io } from '../platform/io.js';
import { findConversation } from '../platform/names.js';
import { untilStopped } from '../platform/stopping.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

const MOST_SEQ = 1e12;
const STAGES = {
  record: 'the record covers',
  frames: 'places read',
  attachments: 'files fetched',
  check: 'checked',
} as const;

interface Options {
  readonly html?: string;
  readonly from?: number;
  readonly to?: number;
  readonly withAttachments: boolean;
}

/** `comity conversation export CONVERSATION FILE` */
export const conversationExport: Register = (noun, streams) => {
  noun
    .command('export')
    .argument('<conversation>', 'the conversation')
    .argument('<file>', 'the JSON file to be written: it proves places, and opens without account or network')
    .description(
      'Export a conversation to a file that "comity record verify" checks for anybody, and to a page to be read. It proves that these words stood at this place, never who wrote them. That you export is logged.',
    )
    .option('--html <page>', 'write a page for reading as well: one file that opens in any browser')
    .option('--from <seq>', 'the first place whose words are shown', wholeNumber(1, MOST_SEQ))
    .option('--to <seq>', 'the last place whose words are shown', wholeNumber(1, MOST_SEQ))
    .option('--with-attachments', 'put the attached files in as well', false)
    .addHelpText(
      'after',
      examples(
        'comity conversation export 5Kx0 consultation.json --html consultation.html --with-attachments',
        'comity conversation export nerovia part.json --from 12 --to 40',
      ),
    )
    .action(async (prefix: string, file: string, options: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const conversation = await findConversation(client, prefix);
        const { text, verified } = await interruptible((signal) =>
          client.exports.make(conversation, { ...exportOptions(client, context.io, options), signal }),
        );
        await writeText(file, text, { secret: true });
        if (options.html !== undefined)
          await writeText(options.html, exportPage(verified, { json: text }), { secret: true });
        report(context.io, verified, file, options);
      });
    });
};

function exportOptions(client: Client, io: Io, { from, to, withAttachments }: Options): ExportOptions {
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(withAttachments ? { attachments: (item) => client.attachments.ciphertext(item) } : {}),
    onProgress: progress(io),
  };
}

function report(
  io: Io,
  { conversation, logged, messages, account }: ConversationExport['verified'],
  file: string,
  { html }: Options,
): void {
  const leftOut = account.places.filter(({ attachment }) => attachment !== undefined).map(({ seq }) => seq);
  const { from, to } = account;
  print(
    io,
    [
      `${file}: #${String(from)} to #${String(to)}, ${String(messages.length)} messages, confirmed by the witnesses at ${timeOf(logged.at, io)}`,
      ...(html === undefined ? [] : [`${html}: the same, to be read`]),
      ...(leftOut.length === 0 ? [] : [`! files left out: ${leftOut.map((seq) => `#${String(seq)}`).join(', ')}`]),
    ],
    {
      conversation,
      file,
      ...(html === undefined ? {} : { html }),
      from,
      to,
      messages: messages.length,
      at: logged.at,
      leftOut,
    },
  );
  remark(io, `Anybody can check it: comity record verify ${file} --trust INVITATION`);
}

function progress(io: Io): (progress: ExportProgress) => void {
  let said = '';
  return ({ stage, done, all }) => {
    const line = `${STAGES[stage]}: ${String(done)} of ${String(all)}`;
    if (line !== said) remark(io, line);
    said = line;
  };
}

/** Runs an act that Ctrl-C calls off. @throws `usage.interrupted` */
async function interruptible<Result>(act: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const [stopping, over] = [new AbortController(), new AbortController()];
  const watching = untilStopped(over.signal).then(() => {
    stopping.abort();
  });
  try {
    return await act(stopping.signal);
  } catch (error) {
    if (codeOf(error) !== 'client.cancelled') throw error;
    throw new CodedError('usage.interrupted', 'stopped', { cause: error });
  } finally {
    over.abort();
    await watching;
  }
}
