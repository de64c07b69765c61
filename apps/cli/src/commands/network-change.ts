import { Transport } from '#client';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { relayOrigin, wholeNumber } from '../platform/argument.js';
import { directoryWithoutDevice } from '../platform/authority-key.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { http } from '../platform/environment.js';
import { draftStatement, readFounding } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly network: string;
  readonly relay: string;
  readonly name?: string;
  readonly root?: string[];
  readonly threshold?: number;
  readonly witness?: string[];
  readonly quorum?: number;
  readonly freshness?: number;
  readonly releaseKey?: string[];
  readonly releaseThreshold?: number;
}

/** `comity network change …` */
export const networkChange: Register = (noun, streams) => {
  noun
    .command('change')
    .description(
      "Write the statement of the network's new terms, such as other roots or witnesses: what is not named stays. The threshold of the old roots and that of the new sign it.",
    )
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption('--network <file>', "the network's founding statement")
    .requiredOption('--relay <url>', 'where to read the present terms', relayOrigin)
    .option('--name <name>', 'shown to every officer')
    .option('--root <key>', "a root's public key; once for each root, all of them", several)
    .option('--threshold <k>', 'how many roots must sign', wholeNumber(1, 32))
    .option('--witness <key>', "a witness's verifier key; once for each, all of them", several)
    .option('--quorum <n>', 'how many witnesses must cosign a checkpoint', wholeNumber(1, 32))
    .option('--freshness <seconds>', 'age at which a checkpoint is too old', wholeNumber(60, 86_400))
    .option('--release-key <key>', 'a key that publishes releases; once for each, all of them', several)
    .option('--release-threshold <n>', 'how many of them must sign a release', wholeNumber(1, 32))
    .addHelpText(
      'after',
      examples(
        'comity network change --out changed.json --network founding.json --relay https://relay.example --root KEY-1 --root KEY-2 --root KEY-4 --threshold 2',
      ),
    )
    .action(async (options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const { founding } = await readFounding(options.network);
      const directory = await directoryWithoutDevice(new Transport({ http }, options.relay), founding);
      await directory.sync();
      const terms = directory.latest.network();
      if (terms === undefined) throw new CodedError('client.answer', 'this relay serves no founded network');
      const { name, roots, threshold, logs, witnesses, freshness, releaseKeys, releaseThreshold, secretariat } = terms;
      const body = {
        type: 'network.changed',
        subject: 'network',
        prev: directory.latest.latestStatementHash('network'),
        name: options.name ?? name,
        roots: options.root ?? roots,
        threshold: options.threshold ?? threshold,
        logs,
        witnesses: { keys: options.witness ?? witnesses.keys, quorum: options.quorum ?? witnesses.quorum },
        freshness: options.freshness ?? freshness,
        releaseKeys: options.releaseKey ?? releaseKeys,
        releaseThreshold: options.releaseThreshold ?? releaseThreshold,
        secretariat,
      };
      await draftStatement(io, options.out, body, 'the old roots sign it, and the new', ' --network FOUNDING');
    });
};
