import { MOST_ARCHIVE_FILE_BYTES } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { readText, writeText } from '../platform/file.js';
import { openHolderKey } from '../platform/holder-key-file.js';
import { print, remark } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity archive release REQUEST --out FILE` */
export const archiveRelease: Register = (noun, streams) => {
  noun
    .command('release <request>')
    .description(
      'As a holder: open your shares of what a request names and wrap them to the device that the archive was opened to, and to no other.',
    )
    .requiredOption('--out <file>', 'the shares to write, for that device alone')
    .option('--holder-key <file>', "the holder's sealed key, or the words of its page; without it the words are asked")
    .addHelpText(
      'after',
      examples('comity archive release request.json --holder-key first-holder.key --out shares-1.json'),
    )
    .action(async (file: string, options: { out: string; holderKey?: string }, command: Command) => {
      const context = contextOf(command, streams);
      const request = await readText(file, MOST_ARCHIVE_FILE_BYTES);
      const holder = await openHolderKey(options.holderKey, context.passphraseFile);
      await withClient(context, async (client) => {
        const { text, release, refused } = await client.archive.release(request, holder);
        await writeText(options.out, text);
        const { place, device, shares } = release;
        const words = `${String(shares.length)} shares of holder ${String(place)} for ${device} stand in ${options.out}`;
        print(context.io, words, { file: options.out, place, device, shares: shares.length, refused });
        if (refused > 0)
          remark(
            context.io,
            `${String(refused)} posts hold no share of yours, or another than they commit to: left out.`,
          );
      });
    });
};
