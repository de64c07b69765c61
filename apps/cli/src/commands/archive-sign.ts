import type { Command } from 'commander';
import { withSignature, type StatementFile } from '#client';
import { CodedError } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { openHolderKey } from '../platform/holder-key-file.js';
import { print, remark } from '../platform/io.js';
import { readStatementFile, writeStatementFile } from '../platform/statement-file.js';

/** `comity archive cosign FILE` */
export const archiveCosign: Register = (noun, streams) => {
  noun
    .command('cosign <file>')
    .description('Add the signature of this administrator to a statement about the archive. It is printed first.')
    .addHelpText('after', examples('comity archive cosign declared.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      const statement = await readOf(file, 'archive.declared');
      remark(context.io, JSON.stringify(statement.body, undefined, 2));
      await withDevice(context, async ({ administration }) => {
        const cosigned = administration.cosigned(statement);
        await writeStatementFile(file, cosigned);
        signed(context.io, file, cosigned);
      });
    });
};

/** `comity archive sign FILE` */
export const archiveSign: Register = (noun, streams) => {
  noun
    .command('sign <file>')
    .description('Add the signature of a holder to the opening of an archive. It is printed first.')
    .option('--holder-key <file>', "the holder's sealed key, or the words of its page; without it the words are asked")
    .addHelpText('after', examples('comity archive sign opening.json --holder-key second-holder.key'))
    .action(async (file: string, options: { holderKey?: string }, command: Command) => {
      const context = contextOf(command, streams);
      const statement = await readOf(file, 'archive.opened');
      remark(context.io, JSON.stringify(statement.body, undefined, 2));
      const { signature } = await openHolderKey(options.holderKey, context.passphraseFile);
      await withDevice(context, async ({ identity }) => {
        const cosigned = withSignature(identity.networkId, statement, signature);
        await writeStatementFile(file, cosigned);
        signed(context.io, file, cosigned);
      });
    });
};

async function readOf(file: string, type: string): Promise<StatementFile> {
  const statement = await readStatementFile(file);
  if (statement.body.type !== type)
    throw new CodedError('usage.invalid', `${file} is no statement of the type ${type}`);
  return statement;
}

function signed(io: Parameters<typeof print>[0], file: string, { signatures }: StatementFile): void {
  print(io, `${file}: ${String(signatures.length)} signatures`, { file, signatures: signatures.length });
  remark(io, `Once there are enough: comity statement submit ${file} --relay URL`);
}
