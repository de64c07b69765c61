import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { findApplication } from '../platform/application-words.js';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { named } from '../platform/file.js';
import { print } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity application save APPLICATION --entry N --document N --out FILE` */
export const applicationSave: Register = (noun, streams) => {
  noun
    .command('save <application>')
    .description('Save a document of an application. For officers of the secretariat.')
    .option('--entry <n>', 'the number of its entry', wholeNumber(1, 100), 1)
    .option('--document <n>', 'which of the documents of that entry', wholeNumber(1, 5), 1)
    .requiredOption('--out <file>', 'a new file')
    .addHelpText('after', '\nIt comes from somebody whom nobody knows yet: have it scanned before it is opened.')
    .addHelpText('after', examples('comity application save 7K3M --document 1 --out note-verbale.pdf'))
    .action(async (words: string, options: { entry: number; document: number; out: string }, command: Command) => {
      const context = contextOf(command, streams);
      const { entry, document, out } = options;
      await withClient(context, async ({ applications }) => {
        const id = await findApplication(applications, words);
        const { entries } = await applications.read(id);
        if (entries[entry - 1]?.documents[document - 1] === undefined)
          throw new CodedError('attachment.absent', 'that entry names no such document');
        const file = await applications.document(id, entry, document - 1);
        await named(out, 'written', () => writeFile(out, file.bytes, { mode: 0o600, flag: 'wx' }));
        print(context.io, out, { file: out, name: file.name, bytes: file.bytes.length });
      });
    });
};
