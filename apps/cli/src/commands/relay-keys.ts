import type { Command } from 'commander';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contextOf, examples, type Register } from '../platform/command.js';
import { named } from '../platform/file.js';
import { print } from '../platform/io.js';
import { writeNoteKey } from '../platform/note-key.js';

/** `comity relay keys --out DIR --origin NAME` */
export const relayKeys: Register = (noun, streams) => {
  noun
    .command('keys')
    .description("Make the signing keys of a relay's two logs. The founding statement names their verifier keys.")
    .requiredOption('--out <folder>', 'where directory.key and audit.key are written')
    .requiredOption('--origin <name>', "the logs' names begin with it, such as relay.example")
    .addHelpText('after', examples('comity relay keys --out keys --origin relay.example'))
    .action(async ({ out, origin }: { out: string; origin: string }, command: Command) => {
      const { io } = contextOf(command, streams);
      await named(out, 'made', () => mkdir(out, { recursive: true, mode: 0o700 }));
      const directory = await writeNoteKey(join(out, 'directory.key'), `${origin}/directory`, 'ed25519');
      const audit = await writeNoteKey(join(out, 'audit.key'), `${origin}/audit`, 'ed25519');
      print(io, [`directory  ${directory}`, `audit      ${audit}`], { directory, audit });
    });
};
