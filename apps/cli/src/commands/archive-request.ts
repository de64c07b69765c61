import type { Command } from 'commander';
import { LOST } from '../platform/archive-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity archive request FILE` */
export const archiveRequest: Register = (noun, streams) => {
  noun
    .command('request <file>')
    .description('On the device that the archive was opened to: write what the holders need to release their shares.')
    .addHelpText('after', examples('comity archive request request.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        const { text, request, conversations, lost, absent } = await client.archive.request();
        await writeText(file, text);
        const epochs = new Set(request.epochs.map(({ statement }) => statement)).size;
        const words = `${String(epochs)} epochs of ${String(conversations.length)} conversations are asked for in ${file}`;
        print(context.io, words, { file, epochs, conversations, lost, absent });
        for (const { conversation, epoch } of lost)
          remark(context.io, `${shortId(conversation)}, epoch ${String(epoch)}: ${LOST['not-posted']}.`);
        for (const id of absent)
          remark(context.io, `${shortId(id)}: this device is not in it. A member adds it first, then ask again.`);
        remark(
          context.io,
          `Next: each holder runs: comity archive release ${file} --holder-key HOLDER.key --out SHARES.json`,
        );
      });
    });
};
