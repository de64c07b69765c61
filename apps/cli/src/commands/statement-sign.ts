import type { Command } from 'commander';
import {
  demandCompared,
  toldByKey,
  withSignature,
  type CarriedStatement,
  type CarriedTold,
  type StatementFile,
} from '#client';
import { networkIdOf, XWingKey } from '#directory';
import { CodedError, toBase64url } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { carriedLines, comparedWith, refuseUnused, type ComparedOptions } from '../platform/carried-words.js';
import { withDevice, type Context } from '../platform/context.js';
import { readText } from '../platform/file.js';
import { print, remark, safeLine, type Io } from '../platform/io.js';
import { openKeyFile } from '../platform/key-file.js';
import { askPassphrase } from '../platform/secrets.js';
import { keepInFile, readStatementFile, writeStatementFile } from '../platform/statement-file.js';

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
    .option(
      '--words <words>',
      'of a device that is enrolled: its six words, as the officer read them; asked without, needed with --json',
    )
    .option(
      '--compared',
      "of an archive: each holder's key is the one that its holder has; asked without, needed with --json",
      false,
    )
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
      else await signByKey(context, files, options.key, options);
    });
};

async function signByDevice(context: Context, files: readonly string[], options: Options): Promise<void> {
  if (options.network !== undefined)
    throw new CodedError('usage.invalid', '--network goes with --key: this device knows its network');
  await withDevice(context, async ({ carried, identity }) => {
    const taken: { file: string; id: string; told: CarriedTold; body: StatementFile['body'] }[] = [];
    for (const file of files) {
      const { id, told, file: statement, isStale } = await carried.take(await readText(file));
      if (isStale) throw new CodedError('statement.stale', `${file} was prepared before something else was recorded`);
      taken.push({ file, id, told, body: statement.body });
    }
    refuseUnused(
      taken.map(({ told }) => told),
      options,
    );
    const key = toBase64url(identity.signatureKey.publicKey);
    for (const { file, id, told, body } of taken) {
      printBody(context.io, file, body);
      for (const line of carriedLines(context.io, told)) remark(context.io, line);
      const signed = await carried.sign(id, await comparedWith(context.io, told, options));
      await keepInFile(file, carried, signed);
      const { administrators, missing } = signed;
      print(
        context.io,
        `${file}: signed by ${key} (${String(administrators)} ${administrators === 1 ? 'administrator' : 'administrators'} in all; ${missingWords(missing)})`,
        { file, key, signatures: administrators, ...(missing === undefined ? {} : { missing }), body, told },
      );
    }
  });
}

async function signByKey(context: Context, files: readonly string[], key: string, options: Options): Promise<void> {
  const { io, passphraseFile } = context;
  const read: { file: string; statement: StatementFile; told: CarriedTold | undefined; networkId: Uint8Array }[] = [];
  for (const file of files) {
    const statement = await readStatementFile(file);
    const networkId = await networkOf(statement.body, options.network);
    read.push({ file, statement, told: toldByKey(statement), networkId });
  }
  refuseUnused(
    read.map(({ told }) => told),
    options,
  );
  for (const { file, statement, told, networkId } of read) {
    printBody(io, file, statement.body);
    if (told === undefined) continue;
    for (const line of carriedLines(io, told, false)) remark(io, line);
    demandCompared(statement, networkId, await comparedWith(io, told, options));
  }
  // The key is opened once all was read and compared, and signs what was.
  const signer = await openKeyFile(key, await askPassphrase(passphraseFile, `Passphrase of ${key}`));
  for (const { file, statement, told, networkId } of read) {
    const signed = withSignature(networkId, statement, signer);
    await writeStatementFile(file, signed);
    // Without a directory a key is nobody's: each is counted, as each of the roots and of an authority's own is.
    const signatures = signed.signatures.length;
    print(io, `${file}: signed by ${signer.key} (${String(signatures)} ${signatures === 1 ? 'key' : 'keys'} in all)`, {
      file,
      key: signer.key,
      signatures,
      body: signed.body,
      told: told && statedAlone(told),
    });
  }
}

// Beside a key no directory is read: what stands now, and so what changes, is not known; nor whether an appointment is a first one.
function statedAlone(told: CarriedTold): object {
  const stated = Object.entries(told).filter(([name]) => !['before', 'changes', 'others'].includes(name));
  return { ...Object.fromEntries(stated), is: told.is === 'appointed' ? 'appointment' : told.is };
}

async function networkOf({ type }: { readonly type: string }, network: string | undefined): Promise<Uint8Array> {
  // The network has no identity before it is founded (protocol 1.1).
  if (type === 'network.founded') return new Uint8Array(0);
  if (network === undefined) throw new CodedError('usage.invalid', 'name the founding statement with --network');
  // It may be signed by the same command, and have no signature yet: its identity is of its body alone.
  const founding = (await readStatementFile(network)).body;
  if (founding.type !== 'network.founded')
    throw new CodedError('usage.invalid', `${network} is not the founding statement of a network`);
  return networkIdOf(founding);
}

function printBody(io: Io, file: string, body: StatementFile['body']): void {
  const { type, subject, ...says } = body;
  remark(io, safeLine(`${file}: ${type}, about ${subject}`));
  // Nobody compares a post-quantum key as it stands: of an archive's holders the fingerprints follow.
  const short = (_: string, value: unknown): unknown =>
    XWingKey.safeParse(value).success
      ? `${String(value).slice(0, 16)}… (${String(String(value).length)} characters, whole in the file)`
      : value;
  // A name in it may be a stranger's.
  for (const line of JSON.stringify(says, short, 2).split('\n')) remark(io, safeLine(line));
}

function missingWords(missing: CarriedStatement['missing']): string {
  switch (missing) {
    case 'signature':
      return 'another administrator has to sign';
    case 'not-web':
      return 'one has to sign by a device that is no browser';
    case undefined:
      return 'it can be submitted';
  }
}
