import type { Command } from 'commander';
import { statementSigner, type StatementFile, type StatementSigner } from '#client';
import { canonicalJson, parseCanonicalJson } from '#crypto';
import { statementMessage } from '#directory';
import { CodedError, compareText, toBase64url } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark, type Io } from '../platform/io.js';
import { openKeyFile } from '../platform/key-file.js';
import { askPassphrase } from '../platform/secrets.js';
import { readFounding, readStatementFile, writeStatementFile } from '../platform/statement-file.js';

type NetworkOf = (statement: StatementFile) => Promise<Uint8Array>;

/** `comity statement sign FILE… --key KEY`, and `comity statement sign FILE…` by this device */
export const statementSign: Register = (noun, streams) => {
  noun
    .command('sign <files...>')
    .description(
      'Add a signature to statements: of a key file, offline, or of this device, as a second administrator. Read what you sign: it is printed first.',
    )
    .option('--key <file>', 'the key file that signs; this device unless given')
    .option('--network <file>', "with --key: the network's founding statement; not needed to sign that one")
    .addHelpText(
      'after',
      examples(
        'comity statement sign notified.json --key root-2.key --network founding.json',
        'comity statement sign dismissed.json',
      ),
    )
    .action(async (files: string[], { key, network }: { key?: string; network?: string }, command: Command) => {
      const context = contextOf(command, streams);
      if (key === undefined) {
        await withDevice(context, ({ identity }) => {
          const signer = statementSigner(identity.signatureKey);
          return signAll(context.io, files, signer, () => Promise.resolve(identity.networkId));
        });
        return;
      }
      const passphrase = await askPassphrase(context.passphraseFile, `Passphrase of ${key}`);
      await signAll(context.io, files, await openKeyFile(key, passphrase), async ({ body }) => {
        // The network has no identity before it is founded (protocol 1.1).
        if (body.type === 'network.founded') return new Uint8Array(0);
        if (network === undefined) throw new CodedError('usage.invalid', 'name the founding statement with --network');
        return (await readFounding(network)).networkId;
      });
    });
};

async function signAll(io: Io, files: readonly string[], signer: StatementSigner, networkOf: NetworkOf): Promise<void> {
  for (const file of files) {
    const statement = await readStatementFile(file);
    const networkId = await networkOf(statement);
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
}
