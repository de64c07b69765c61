import type { Command } from 'commander';
import { writeKeyFile } from '../platform/key-file.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { choosePassphrase } from '../platform/secrets.js';

/** `comity key new FILE` */
export const keyNew: Register = (noun, streams) => {
  noun
    .command('new <file>')
    .description(
      'Make a signature key, sealed under a passphrase, for a root, an authority or a release. Keep the file offline.',
    )
    .addHelpText('after', examples('comity key new root-1.key'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      const publicKey = await writeKeyFile(file, await choosePassphrase(context.passphraseFile, file));
      print(context.io, publicKey, { publicKey, file });
      remark(context.io, `The private key stands in ${file}. Keep it, and a copy, where no network reaches.`);
    });
};
