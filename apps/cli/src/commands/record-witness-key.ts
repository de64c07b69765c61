import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print } from '../platform/io.js';
import { writeNoteKey } from '../platform/note-key.js';

/** `comity record witness-key --out FILE --name NAME` */
export const recordWitnessKey: Register = (noun, streams) => {
  noun
    .command('witness-key')
    .description('Make the key of a witness. The founding statement names its verifier key.')
    .requiredOption('--out <file>', 'the file to write; keep it where the witness runs, never where the relay does')
    .requiredOption('--name <name>', 'name of the witness, such as witness.example')
    .addHelpText('after', examples('comity record witness-key --out witness.key --name witness.example'))
    .action(async ({ out, name }: { out: string; name: string }, command: Command) => {
      const { io } = contextOf(command, streams);
      const key = await writeNoteKey(out, name, 'cosignature');
      print(io, key, { key, file: out });
    });
};
