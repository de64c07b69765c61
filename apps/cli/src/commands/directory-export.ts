import { refuseExpert, directoryEdition, editionCsv, editionPage, type DirectoryEdition } from '#client';
import { Option, type Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { timeOf } from '../platform/time.js';

const FORMATS: Readonly<Record<string, (edition: DirectoryEdition) => string>> = {
  csv: editionCsv,
  json: (edition) => `${JSON.stringify(edition, null, 2)}\n`,
  html: editionPage,
};

/** `comity directory export --format FORMAT [--out FILE]` */
export const directoryExport: Register = (noun, streams) => {
  noun
    .command('export')
    .description(
      'The whole directory as this device has checked it, with what members may see and you were given: a table, a document for programs, or a paper edition to be printed.',
    )
    .addOption(
      new Option('--format <format>', 'csv, json, or html: the paper edition')
        .choices(Object.keys(FORMATS))
        .makeOptionMandatory(),
    )
    .option('--out <file>', 'a new file, which only you can read; without it the export is printed')
    .addHelpText(
      'after',
      examples('comity directory export --format html --out directory.html', 'comity directory export --format csv'),
    )
    .action(async ({ format, out }: { format: string; out?: string }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, identity }) => {
        await directory.sync();
        refuseExpert({ directory, self: identity });
        const edition = directoryEdition(directory);
        const text = FORMATS[format]?.(edition) ?? '';
        if (out === undefined) {
          context.io.out.write(text);
          return;
        }
        await writeText(out, text, { secret: true });
        const { size, root, at } = edition.checkpoint;
        const { length } = edition.authorities;
        print(
          context.io,
          `${out}: ${String(length)} authorities, as the witnesses confirmed them at ${timeOf(at, context.io)}`,
          { file: out, format, authorities: length, size, root, at, missing: edition.missing },
        );
        if (edition.missing > 0)
          remark(
            context.io,
            `! The relay did not give ${String(edition.missing)} statements: what they change is left out.`,
          );
      });
    });
};
