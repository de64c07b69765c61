import { MOST_ARCHIVE_FILE_BYTES } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { readText, writeText } from '../platform/file.js';
import { openHolderKey } from '../platform/holder-key-file.js';
import { print, remark } from '../platform/io.js';
import { shortId } from '../platform/names.js';
import { withClient } from '../platform/with-client.js';

const WHY = {
  'not-posted': 'nobody posted its secret to the archive: nothing brings it back',
  'too-few': 'too few of the shares released are those that were posted',
  'other-secret': 'the shares that were posted do not give its secret',
} as const;

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
          remark(context.io, `${shortId(conversation)}, epoch ${String(epoch)}: ${WHY['not-posted']}.`);
        for (const id of absent)
          remark(context.io, `${shortId(id)}: this device is not in it. A member adds it first, then ask again.`);
        remark(
          context.io,
          `Next: each holder runs: comity archive release ${file} --holder-key HOLDER.key --out SHARES.json`,
        );
      });
    });
};

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
          remark(context.io, `${shortId(conversation)}, epoch ${String(epoch)}: ${WHY[why]}.`);
        if (messages > 0) remark(context.io, 'Files come back with: comity conversation save CONVERSATION PLACE');
      });
    });
};
