import type { Command } from 'commander';
import { authorityId, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { draftStatement } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly name: string;
  readonly root: string[];
  readonly threshold: number;
  readonly directoryLog: string;
  readonly auditLog: string;
  readonly witness: string[];
  readonly quorum: number;
  readonly releaseKey: string[];
  readonly releaseThreshold: number;
  readonly freshness: number;
  readonly secretariat: string;
}

/** `comity network found …` */
export const networkFound: Register = (noun, streams) => {
  noun
    .command('found')
    .description('Write the founding statement, to be signed by its roots with "comity statement sign".')
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption('--name <name>', 'shown to every officer')
    .requiredOption('--root <key>', "a root's public key; once for each root", several)
    .requiredOption('--threshold <k>', 'how many roots must sign', wholeNumber(1, 32))
    .requiredOption('--directory-log <key>', "verifier key of the relay's directory log")
    .requiredOption('--audit-log <key>', "verifier key of the relay's audit log")
    .requiredOption('--witness <key>', "a witness's verifier key; once for each", several)
    .option('--quorum <n>', 'how many witnesses must cosign a checkpoint', wholeNumber(1, 32), 1)
    .requiredOption('--release-key <key>', 'a key that publishes releases; once for each', several)
    .option('--release-threshold <n>', 'how many of them must sign a release', wholeNumber(1, 32), 1)
    .option('--freshness <seconds>', 'age at which a checkpoint is too old', wholeNumber(60, 31_536_000), 43_200)
    .requiredOption(
      '--secretariat <id>',
      'the authority that approves pages, such as authority:secretariat',
      authorityId,
    )
    .addHelpText(
      'after',
      examples(
        'comity network found --out founding.json --name "Lantern Network" --root KEY-1 --root KEY-2 --threshold 2 --directory-log KEY --audit-log KEY --witness KEY --release-key KEY --secretariat authority:secretariat',
      ),
    )
    .action(async (options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const body = {
        type: 'network.founded',
        subject: 'network',
        prev: '',
        name: options.name,
        roots: options.root,
        threshold: options.threshold,
        logs: { directory: options.directoryLog, audit: options.auditLog },
        witnesses: { keys: options.witness, quorum: options.quorum },
        freshness: options.freshness,
        releaseKeys: options.releaseKey,
        releaseThreshold: options.releaseThreshold,
        secretariat: options.secretariat,
      };
      await draftStatement(io, options.out, body, `${options.threshold} roots sign it, each`);
    });
};
