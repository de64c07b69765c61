import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { applicantAt, documentsIn, formIn } from '../platform/applicant.js';
import { relayOrigin } from '../platform/argument.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print, remark, safeLine } from '../platform/io.js';
import { progressOf } from '../platform/transfer-words.js';

interface Options {
  readonly relay: string;
  readonly network: string;
  readonly link: string;
  readonly file: string[];
}

/** `comity application submit FORM --relay URL --network ID --link FILE` */
export const applicationSubmit: Register = (noun, streams) => {
  noun
    .command('submit <form>')
    .description(
      "Seal your State's notification to the secretariat and hand it in. Needs no device; its private link is written to a file.",
    )
    .requiredOption('--relay <url>', 'scheme, host and port of the relay', relayOrigin)
    .requiredOption('--network <id>', "the network's identity, as the secretariat's letter says it")
    .requiredOption('--link <file>', 'a new file for the private link')
    .option('--file <file>', 'a document, such as the note verbale; once for each, five at most', several, [])
    .addHelpText('after', '\nWhoever has the link reads, answers and withdraws the application. Nobody can recover it.')
    .addHelpText(
      'after',
      examples(
        'comity application submit marenia.json --relay https://relay.example --network 3q2-7w… --link marenia.link --file note-verbale.pdf',
      ),
    )
    .action(async (file: string, options: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      const form = await formIn(file);
      const documents = await documentsIn(options.file);
      const applicant = await applicantAt(options.relay);
      const { identity, network } = applicant;
      if (identity !== options.network)
        throw new CodedError(
          'network.other',
          `the relay serves another network, ${safeLine(network.name)}: its identity is ${identity}`,
        );
      // Before anything is sent: a link that could not be written would be lost.
      await writeText(options.link, '', { secret: true });
      const progress = progressOf(io, 'documents', 'sent');
      const { link, reference, missing } = await applicant.submit(form, documents, progress);
      await writeText(options.link, `${link}\n`);
      print(io, [reference, ...missing.map((name) => `${safeLine(name)}: not sent; send it with an answer`)], {
        reference,
        link: options.link,
        missing,
      });
      remark(io, `The private link stands in ${options.link}. Keep it, and a copy: nobody can recover it.`);
      remark(io, `It is followed with: comity application status ${options.link}`);
    });
};
