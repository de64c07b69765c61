import type { Command } from 'commander';
import { statementSigner, withSignature } from '#client';
import { CodedError } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { openHolderKey } from '../platform/holder-key-file.js';
import { print, remark } from '../platform/io.js';
import { readStatementFile, writeStatementFile } from '../platform/statement-file.js';

/** `comity archive sign FILE` */
export const archiveSign: Register = (noun, streams) => {
  noun
    .command('sign <file>')
    .description('Add the signature of a holder to the opening of an archive. It is printed first.')
    .option('--holder-key <file>', "the holder's sealed key, or the words of its page; without it the words are asked")
    .addHelpText('after', examples('comity archive sign opening.json --holder-key second-holder.key'))
    .action(async (file: string, options: { holderKey?: string }, command: Command) => {
      const context = contextOf(command, streams);
      const statement = await readStatementFile(file);
      if (statement.body.type !== 'archive.opened')
        throw new CodedError(
          'usage.invalid',
          `${file} is no opening of an archive: administrators sign with "comity statement sign"`,
        );
      remark(context.io, JSON.stringify(statement.body, undefined, 2));
      const { signature } = await openHolderKey(options.holderKey, context.passphraseFile);
      await withDevice(context, async ({ identity }) => {
        const cosigned = withSignature(identity.networkId, statement, statementSigner(signature));
        await writeStatementFile(file, cosigned);
        const signatures = cosigned.signatures.length;
        print(context.io, `${file}: ${String(signatures)} signatures`, { file, signatures });
        remark(context.io, `Once there are enough: comity statement submit ${file} --relay URL`);
      });
    });
};
