import type { Command } from 'commander';
import { canonicalJson, parseCanonicalJson } from '#crypto';
import { statementMessage } from '#directory';
import { CodedError, compareText, toBase64url } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { openKeyFile } from '../platform/key-file.js';
import { askPassphrase } from '../platform/secrets.js';
import { readFounding, readStatementFile, writeStatementFile } from '../platform/statement-file.js';

/** `comity statement sign FILE… --key KEY` */
export const statementSign: Register = (noun, streams) => {
  noun
    .command('sign <files...>')
    .description('Add a signature to statements, offline. Read what you sign: it is printed first.')
    .requiredOption('--key <file>', 'the key file that signs')
    .option('--network <file>', "the network's founding statement; not needed to sign that one")
    .addHelpText('after', examples('comity statement sign notified.json --key root-2.key --network founding.json'))
    .action(async (files: string[], options: { key: string; network?: string }, command: Command) => {
      const { io, passphraseFile } = contextOf(command, streams);
      const signer = await openKeyFile(
        options.key,
        await askPassphrase(passphraseFile, `Passphrase of ${options.key}`),
      );
      for (const file of files) {
        const statement = await readStatementFile(file);
        const founding = statement.body.type === 'network.founded';
        if (!founding && options.network === undefined)
          throw new CodedError('usage.invalid', 'name the founding statement with --network');
        const networkId = founding ? new Uint8Array(0) : (await readFounding(options.network ?? '')).networkId;
        remark(io, JSON.stringify(statement.body, undefined, 2));
        const body = parseCanonicalJson(canonicalJson(statement.body)) as typeof statement.body;
        const signature = toBase64url(signer.sign(statementMessage(networkId, body)));
        const others = statement.signatures.filter(({ key }) => key !== signer.key);
        const signatures = [...others, { key: signer.key, signature }].sort((a, b) => compareText(a.key, b.key));
        await writeStatementFile(file, { ...statement, signatures });
        print(io, `${file}: signed by ${signer.key} (${String(signatures.length)} in all)`, {
          file,
          key: signer.key,
          signatures: signatures.length,
        });
      }
    });
};
