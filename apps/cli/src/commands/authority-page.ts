import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { carriedPageLines } from '../platform/carried-page.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { readJson } from '../platform/file.js';
import { print, remark } from '../platform/io.js';
import { submitLogged } from '../platform/logged.js';
import { readStatementFile, writeStatementFile } from '../platform/statement-file.js';

/** `comity authority page PAGE --out FILE`, and `comity authority page FILE… --approve` */
export const authorityPage: Register = (noun, streams) => {
  noun
    .command('page <files...>')
    .description("Sign your authority's page for approval, or approve others' as an administrator of the secretariat.")
    .option('--out <file>', 'the signed page to hand to the secretariat')
    .option('--approve', 'approve the signed pages in <files> and publish them', false)
    .addHelpText(
      'after',
      examples(
        'comity authority page page.json --out page.signed.json',
        'comity authority page page.signed.json --approve',
      ),
    )
    .action(async (files: string[], options: { out?: string; approve: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async (device) => {
        const { administration, directory, identity } = device;
        if (options.approve) {
          await directory.sync();
          const pages = await Promise.all(files.map(async (file) => ({ file, ...(await readStatementFile(file)) })));
          for (const { file, ...page } of pages)
            for (const line of carriedPageLines(device, file, page)) remark(context.io, line);
          const signed = pages.map(({ file, ...page }) => ({ file, ...administration.cosigned(page) }));
          await submitLogged(context.io, device, signed);
          return;
        }
        const [file = '', ...more] = files;
        if (more.length > 0) throw new CodedError('usage.invalid', 'sign one page at a time');
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
