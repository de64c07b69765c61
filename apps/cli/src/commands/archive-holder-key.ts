import { fingerprintOf, formatHolderFile } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { writeHolderKey, writePaperKey } from '../platform/holder-key-file.js';
import { print, remark } from '../platform/io.js';
import { choosePassphrase } from '../platform/secrets.js';

interface Options {
  readonly paper: boolean;
  readonly authority: string;
}

/** `comity archive holder-key FILE` */
export const archiveHolderKey: Register = (noun, streams) => {
  noun
    .command('holder-key <file>')
    .description(
      "Make the key of one holder of an authority's archive: sealed under a passphrase, or as a page to be printed.",
    )
    .option('--paper', 'write a page of words to print instead; one holder of each archive is on paper', false)
    .option('--authority <name>', 'with --paper: the name that stands on the page', '')
    .addHelpText(
      'after',
      examples('comity archive holder-key first-holder.key', 'comity archive holder-key paper-holder.txt --paper'),
    )
    .action(async (file: string, options: Options, command: Command) => {
      const { io, passphraseFile } = contextOf(command, streams);
      const declared = options.paper
        ? await writePaperKey(file, options.authority)
        : await writeHolderKey(file, await choosePassphrase(passphraseFile, file));
      const open = `${file}.public`;
      await writeText(open, formatHolderFile(declared));
      const fingerprint = fingerprintOf(declared);
      const { signature, paper } = declared;
      print(io, fingerprint, { file, public: open, signature, fingerprint, paper });
      remark(
        io,
        `Give ${open} to the administrators: it holds no secret. Keep the line above: you read it to whoever signs that you are a holder.`,
      );
      remark(
        io,
        options.paper
          ? `Print ${file}, lock the page away, and destroy the file: whoever has the words has the share.`
          : `The key stands in ${file}. The holder keeps it, and a copy, where no network reaches.`,
      );
    });
};
