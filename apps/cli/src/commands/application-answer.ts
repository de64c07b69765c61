import type { Command } from 'commander';
import { applicantOf, documentsIn, formIn, LINK_HELP } from '../platform/applicant.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { print, safeLine } from '../platform/io.js';
import { progressOf } from '../platform/transfer-words.js';

/** `comity application answer LINK --words TEXT` */
export const applicationAnswer: Register = (noun, streams) => {
  noun
    .command('answer <link>')
    .description(
      'Answer what the secretariat asked, or add to what you said. Whatever was checked is then checked again.',
    )
    .requiredOption('--words <text>', 'what you say')
    .option('--file <file>', 'a document; once for each, five at most', several, [])
    .option('--form <file>', 'the form anew, where it changes')
    .addHelpText('after', LINK_HELP)
    .addHelpText('after', examples('comity application answer marenia.link --words "The Minister signed it."'))
    .action(async (file: string, options: { words: string; file: string[]; form?: string }, command: Command) => {
      const { io } = contextOf(command, streams);
      const form = options.form === undefined ? undefined : await formIn(options.form);
      const documents = await documentsIn(options.file);
      const applicant = await applicantOf(file);
      const progress = progressOf(io, 'documents', 'sent');
      const { missing } = await applicant.answer(options.words, documents, form, progress);
      const { reference, state } = await applicant.follow();
      print(io, [`${reference}: answered`, ...missing.map((name) => `${safeLine(name)}: not sent`)], {
        reference,
        state,
        missing,
      });
    });
};
