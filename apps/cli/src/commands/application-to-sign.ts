import type { Command } from 'commander';
import { findApplication } from '../platform/application-words.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { writeText } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity application to-sign APPLICATION --out FILE` */
export const applicationToSign: Register = (noun, streams) => {
  noun
    .command('to-sign <application>')
    .description('Write the statement that a verified application comes to, to be signed by k roots, offline.')
    .requiredOption('--out <file>', 'the file to write')
    .addHelpText('after', examples('comity application to-sign 7K3M --out notified.json'))
    .action(async (words: string, { out }: { out: string }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async ({ applications }) => {
        const file = await applications.toSign(await findApplication(applications, words));
        await writeText(out, file.text);
        print(context.io, out, { file: out, authority: file.authority });
        remark(
          context.io,
          `Next: the roots sign it, each with: comity statement sign ${out} --key ROOT.key --network FOUNDING`,
        );
      });
    });
};
