import { MOST_ARCHIVE_FILE_BYTES } from '#client';
import type { Command } from 'commander';
import { LOST } from '../platform/archive-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { readText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

/** `comity archive recover FILE…` */
export const archiveRecover: Register = (noun, streams) => {
  noun
    .command('recover <files...>')
    .description('On the device that the archive was opened to: bring history back from the shares of k holders.')
    .addHelpText('after', examples('comity archive recover shares-1.json shares-3.json'))
    .action(async (files: string[], _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      const releases: string[] = [];
      for (const file of files) releases.push(await readText(file, MOST_ARCHIVE_FILE_BYTES));
      await withClient(context, async (client) => {
        let shown = 0;
        const recovered = await client.archive.recover(releases, {
          onProgress: ({ done, of, messages }) => {
            const tenth = Math.floor((10 * done) / of);
            if (tenth > shown)
              remark(context.io, `${String(done)} of ${String(of)} epochs, ${String(messages)} messages`);
            shown = tenth;
          },
        });
        const { epochs, messages, missing } = recovered;
        const words = `${String(messages)} messages of ${String(epochs)} epochs can be read again, marked as recovered`;
        print(context.io, words, { epochs, messages, missing });
        for (const { conversation, epoch, why } of missing)
          remark(context.io, `${shortId(conversation)}, epoch ${String(epoch)}: ${LOST[why]}.`);
        if (messages > 0) remark(context.io, 'Files come back with: comity conversation save CONVERSATION PLACE');
      });
    });
};
