import type { Command } from 'commander';
import { authorityId, relayOrigin, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { placeOf } from '../platform/relay-place.js';
import { draftStatement } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly key: string[];
  readonly threshold: number;
  readonly relay: string;
}

/** `comity authority rotate ID --key KEY …` */
export const authorityRotate: Register = (noun, streams) => {
  noun
    .command('rotate')
    .argument('<id>', 'id of the authority', authorityId)
    .description("Write the statement of an authority's new keys, to be signed by its old key, or by k roots.")
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption('--key <key>', 'a new public key; once for each', several)
    .option('--threshold <n>', 'how many of the new keys must sign from now on', wholeNumber(1, 32), 1)
    .requiredOption('--relay <url>', 'where to ask for its place', relayOrigin)
    .addHelpText(
      'after',
      examples(
        'comity authority rotate authority:marenia-justice --out rotated.json --key PUBLIC-KEY --relay https://relay.example',
      ),
    )
    .action(async (id: string, { out, key, threshold, relay }: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const body = { type: 'authority.key-rotated', subject: id, prev: await placeOf(relay, id), keys: key, threshold };
      await draftStatement(io, out, body, 'the old key signs it', ' --network FOUNDING');
    });
};
