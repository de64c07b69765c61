import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { wholeNumber } from '../platform/argument.js';
import { applicationLines, findApplication, STATES } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { named } from '../platform/file.js';
import { print, safeLine, table } from '../platform/io.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

const UNSEALED = '(ANOTHER KEY WAS SEALED TO THIS DEVICE)';

/** `comity application list` */
export const applicationList: Register = (noun, streams) => {
  noun
    .command('list')
    .description(
      "States' applications, what is not over first, then by what moved last. For officers of the secretariat.",
    )
    .option('--withdrawn', 'also what its applicant took back')
    .addHelpText('after', examples('comity application list'))
    .action(async ({ withdrawn }: { withdrawn?: true }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async ({ applications }) => {
        const lines = await applications.list(withdrawn);
        const rows = lines.map(({ reference, opened, state, at, isAltered, isMissealed }) => [
          reference,
          opened === undefined
            ? isMissealed
              ? UNSEALED
              : '(not opened here yet)'
            : safeLine(`${opened.authority} (${opened.state})`),
          isAltered ? 'WHAT THE RELAY GAVE OF IT DOES NOT HOLD' : STATES[state],
          timeOf(at, context.io),
        ]);
        print(context.io, rows.length === 0 ? 'there is no application' : table(rows), { applications: lines });
      });
    });
};

/** `comity application show APPLICATION` */
export const applicationShow: Register = (noun, streams) => {
  noun
    .command('show <application>')
    .description('One application with all that was said in it, checked. For officers of the secretariat.')
    .addHelpText('after', examples('comity application show 7K3M-Q0XW-2B9D'))
    .action(async (words: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async ({ applications }) => {
        const view = await applications.read(findApplication(await applications.list(true), words));
        print(context.io, applicationLines(view, context.io), { application: view });
      });
    });
};

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
        const id = findApplication(await applications.list(true), words);
        const { entries } = await applications.read(id);
        if (entries[entry - 1]?.documents[document - 1] === undefined)
          throw new CodedError('attachment.absent', 'that entry names no such document');
        const file = await applications.document(id, entry, document - 1);
        await named(out, 'written', () => writeFile(out, file.bytes, { mode: 0o600, flag: 'wx' }));
        print(context.io, out, { file: out, name: file.name, bytes: file.bytes.length });
      });
    });
};
