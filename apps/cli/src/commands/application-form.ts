import { emptyForm } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';

/** `comity application form FILE` */
export const applicationForm: Register = (noun, streams) => {
  noun
    .command('form <file>')
    .description("Write an empty form for your State's notification to a new file, to be filled in.")
    .addHelpText(
      'after',
      '\nfunctions: [{"function": "extradition", "instrument": "untoc"}, …]; keys: as "comity key new" prints them;\nthreshold: how many of them must sign; dates are days such as 2026-03-01.',
    )
    .addHelpText('after', examples('comity application form marenia.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const { io } = contextOf(command, streams);
      await writeText(file, `${JSON.stringify(emptyForm(), undefined, 2)}\n`, { secret: true });
      print(io, file, { file });
      remark(io, `Next: fill it in, and: comity application submit ${file} --help`);
    });
};
