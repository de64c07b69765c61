import { submitStatement } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { readJson } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { canonicalStatement, readStatementFile, writeStatementFile } from '../platform/statement-file.js';

/** `comity authority page PAGE --out FILE`, and `comity authority page FILE --approve` */
export const authorityPage: Register = (noun, streams) => {
  noun
    .command('page <file>')
    .description(
      "Sign your authority's page for approval, or approve another's as an administrator of the secretariat.",
    )
    .option('--out <file>', 'the signed page to hand to the secretariat')
    .option('--approve', 'approve the signed page in <file> and publish it', false)
    .addHelpText(
      'after',
      examples(
        'comity authority page page.json --out page.signed.json',
        'comity authority page page.signed.json --approve',
      ),
    )
    .action(async (file: string, options: { out?: string; approve: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ administration, transport, session, directory, identity }) => {
        if (options.approve) {
          const signed = administration.cosigned(await readStatementFile(file));
          const { index } = await submitStatement(transport, canonicalStatement(signed), [], session);
          print(context.io, `published: entry ${String(index)} of the directory`, { index });
          return;
        }
        await directory.sync();
        const page = await readJson(file);
        const subject = identity.authority;
        const body = { type: 'page.published', subject, prev: directory.latest.latestStatementHash(subject), page };
        const out = options.out ?? `${file}.signed`;
        await writeStatementFile(out, administration.cosigned({ body, signatures: [] }));
        print(context.io, out, { file: out });
        remark(context.io, `Next: an administrator of the secretariat runs: comity authority page ${out} --approve`);
      });
    });
};
