import { contextOf, several, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { placeOf } from '../platform/relay-place.js';
import { writeStatementFile } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly state: string;
  readonly name: string;
  readonly function: string[];
  readonly instrument: string[];
  readonly reference: string;
  readonly date: string;
  readonly key: string[];
  readonly threshold: string;
  readonly relay?: string;
}

/** `comity authority notify ID …` */
export const authorityNotify: Register = (noun, streams) => {
  noun
    .command('notify <id>')
    .description('Write the statement that a State notified this central authority, to be signed by k roots, offline.')
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption('--state <code>', 'code of the State or regional organization')
    .requiredOption('--name <name>', 'name of the authority')
    .requiredOption('--function <word>', 'such as mutual-legal-assistance; once for each', several)
    .requiredOption('--instrument <word>', 'such as untoc; once for each', several)
    .requiredOption('--reference <text>', 'reference of the notification')
    .requiredOption('--date <day>', 'its date, such as 2026-03-01')
    .requiredOption('--key <key>', "the authority's own public key; once for each", several)
    .option('--threshold <n>', 'how many of its keys must sign', '1')
    .option('--relay <url>', 'where to ask for its place, when it amends an earlier notification')
    .addHelpText('after', '\nThe id is "authority:" and lower-case letters, digits and hyphens.')
    .action(async (id: string, options: Options, command) => {
      const { io } = contextOf(command, streams);
      const prev = options.relay === undefined ? '' : await placeOf(options.relay, id);
      const body = {
        type: 'authority.notified',
        subject: id,
        prev,
        state: options.state,
        name: options.name,
        functions: options.function,
        instruments: options.instrument,
        reference: options.reference,
        date: options.date,
        keys: options.key,
        threshold: Number(options.threshold),
      };
      await writeStatementFile(options.out, { body, signatures: [] });
      print(io, options.out, { file: options.out });
      remark(io, `Next: the roots sign it, each with: comity statement sign ${options.out} --key ROOT.key --network FOUNDING`);
    });
};
