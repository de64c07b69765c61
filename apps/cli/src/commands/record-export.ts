import { auditTypes, type AuditType } from '#contracts';
import { Option, type Command } from 'commander';
import { calendarDay, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { startOfDay, oneOf, tokenFileOption } from '../platform/record-options.js';
import { packDocument, packLines } from '../platform/verified-pack.js';
import { withRecord } from '../platform/with-record.js';

interface Options {
  readonly out: string;
  readonly from?: number;
  readonly to?: number;
  readonly since?: string;
  readonly until?: string;
  readonly kind?: readonly AuditType[];
  readonly tokenFile?: string;
}

const MOST = 1e15;

/** `comity record export` */
export const recordExport: Register = (noun, streams) => {
  noun
    .command('export')
    .description(
      'Write an oversight pack: leaves of the audit log with all that proves them, and what of them is opened to you. "comity record verify FILE" checks it for anybody, without account or network. It holds no content, no name of a file and no case.',
    )
    .requiredOption('--out <file>', 'the file to write')
    .option('--from <leaf>', 'the first place', wholeNumber(0, MOST))
    .option('--to <leaf>', 'the last place', wholeNumber(0, MOST))
    .option('--since <day>', 'leaves of a day or later, by the clock of the relay and UTC', calendarDay)
    .option('--until <day>', 'leaves of a day or earlier, by the same', calendarDay)
    .addOption(
      new Option('--kind <type>', 'leaves of this kind alone; once for each')
        .choices(auditTypes)
        .argParser(oneOf(auditTypes)),
    )
    .addOption(tokenFileOption())
    .addHelpText(
      'after',
      examples(
        'comity record export --since 2026-04-01 --until 2026-06-30 --out quarter.pack.json',
        'comity record export --kind export.made --token-file auditor.json --out exports.pack.json',
      ),
    )
    .action(async ({ out, from, to, since, until, kind, tokenFile }: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withRecord(context, tokenFile, async ({ packs }) => {
        const { text, verified } = await packs.make({
          from,
          to: to === undefined ? undefined : to + 1,
          since: startOfDay(since, 0),
          until: startOfDay(until, 1),
          kinds: kind,
          onProgress: (done, all) => {
            remark(context.io, `${String(done)} of ${String(all)} leaves`);
          },
        });
        await writeText(out, text);
        const { leaves: _leaves, ...document } = packDocument(verified, true) as { readonly leaves: unknown };
        print(context.io, [out, ...packLines(context.io, verified, true)], { ...document, file: out });
      });
    });
};
