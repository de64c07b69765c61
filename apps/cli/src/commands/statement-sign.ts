import type { Command } from 'commander';
import { withSignature } from '#client';
import { CodedError, toBase64url } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { carriedLines, comparedWith, type ComparedOptions } from '../platform/carried-words.js';
import { withDevice, type Context } from '../platform/context.js';
import { readText } from '../platform/file.js';
import { print, remark, type Io } from '../platform/io.js';
import { openKeyFile } from '../platform/key-file.js';
import { askPassphrase } from '../platform/secrets.js';
import { keepInFile, readFounding, readStatementFile, writeStatementFile } from '../platform/statement-file.js';

interface Options extends ComparedOptions {
  readonly key?: string;
  readonly network?: string;
}

/** `comity statement sign FILE… --key KEY`, and `comity statement sign FILE…` by this device */
export const statementSign: Register = (noun, streams) => {
  noun
    .command('sign <files...>')
    .description(
      'Add a signature to statements: of a key file, offline, or of this device, as a second administrator. Read what you sign: it is printed first.',
    )
    .option('--key <file>', 'the key file that signs; this device unless given')
    .option('--network <file>', "with --key: the network's founding statement; not needed to sign that one")
    .option('--words <words>', 'of a device that is enrolled: its six words, as the officer read them; asked without')
    .option('--compared', "of an archive: each holder's key is the one that its holder has; asked without", false)
    .addHelpText(
      'after',
      examples(
        'comity statement sign notified.json --key root-2.key --network founding.json',
        'comity statement sign dismissed.json',
        'comity statement sign declared.json --compared',
      ),
    )
    .action(async (files: string[], options: Options, command: Command) => {
      const context = contextOf(command, streams);
      if (options.key === undefined) await signByDevice(context, files, options);
      else await signByKey(context, files, options.key, options.network);
    });
};

async function signByDevice(context: Context, files: readonly string[], options: Options): Promise<void> {
  await withDevice(context, async ({ carried, identity }) => {
    for (const file of files) {
      const taken = await carried.take(await readText(file));
      printBody(context.io, taken.file.body);
      for (const line of carriedLines(context.io, taken.told)) remark(context.io, line);
      const signed = await carried.sign(taken.id, await comparedWith(taken.told, options));
      await keepInFile(file, carried, signed);
      printSigned(context.io, file, toBase64url(identity.signatureKey.publicKey), signed.file.signatures.length);
    }
  });
}

async function signByKey({ io, passphraseFile }: Context, files: readonly string[], key: string, network?: string) {
  const signer = await openKeyFile(key, await askPassphrase(passphraseFile, `Passphrase of ${key}`));
  for (const file of files) {
    const statement = await readStatementFile(file);
    const networkId = await networkOf(statement.body, network);
    printBody(io, statement.body);
    const signed = withSignature(networkId, statement, signer);
    await writeStatementFile(file, signed);
    printSigned(io, file, signer.key, signed.signatures.length);
  }
}

async function networkOf({ type }: { readonly type: string }, network: string | undefined): Promise<Uint8Array> {
  // The network has no identity before it is founded (protocol 1.1).
  if (type === 'network.founded') return new Uint8Array(0);
  if (network === undefined) throw new CodedError('usage.invalid', 'name the founding statement with --network');
  return (await readFounding(network)).networkId;
}

function printBody(io: Io, body: object): void {
  remark(io, JSON.stringify(body, undefined, 2));
}

function printSigned(io: Io, file: string, key: string, signatures: number): void {
  print(io, `${file}: signed by ${key} (${String(signatures)} in all)`, { file, key, signatures });
}
