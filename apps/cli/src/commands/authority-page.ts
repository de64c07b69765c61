import { sealedPage, type OpenDevice } from '#client';
import { bodyHash } from '#directory';
import { CodedError, toBase64url } from '#primitives';
import type { Command } from 'commander';
import { carriedPage, carriedPageLines, demandSeen } from '../platform/carried-page.js';
import { contextOf, examples, several, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark, type Io } from '../platform/io.js';
import { submitLogged } from '../platform/logged.js';
import { placeOf } from '../platform/relay-place.js';
import { readStatementFile, writeStatementFile } from '../platform/statement-file.js';
import { draftIn } from './page-submit.js';

interface Options {
  readonly out?: string;
  readonly approve: boolean;
  readonly seen?: readonly string[];
}

/** `comity authority page PAGE --out FILE`, and `comity authority page FILE… --approve` */
export const authorityPage: Register = (noun, streams) => {
  noun
    .command('page <files...>')
    .description(
      'Sign your authority\'s page, as "comity page draft" writes it, for approval; or approve others\' as an administrator of the secretariat.',
    )
    .option('--out <file>', 'the signed page to hand to the secretariat')
    .option(
      '--approve',
      'approve the signed pages in <files> and publish them; what they change is printed first',
      false,
    )
    .option(
      '--seen <page>',
      'with --approve: the name of a page that you looked at, as "comity page diff FILE" prints it; once for each; asked without, needed with --json',
      several,
    )
    .addHelpText(
      'after',
      examples(
        'comity authority page page.json --out page.signed.json',
        'comity authority page page.signed.json --approve',
        'comity authority page page.signed.json --approve --seen r5kZ…',
      ),
    )
    .action(async (files: string[], options: Options, command: Command) => {
      const { approve, seen, out } = options;
      if (seen !== undefined && !approve) throw new CodedError('usage.invalid', '--seen goes with --approve');
      const context = contextOf(command, streams);
      await withDevice(context, async (device) => {
        await device.directory.sync();
        if (approve) await approvePages(context.io, device, files, seen);
        else await signPage(context.io, device, files, out);
      });
    });
};

async function approvePages(
  io: Io,
  device: OpenDevice,
  files: readonly string[],
  seen: readonly string[] | undefined,
): Promise<void> {
  const read = await Promise.all(
    files.map(async (file) => {
      const statement = await readStatementFile(file);
      return { file, statement, told: carriedPage(device, file, statement) };
    }),
  );
  for (const { file, told } of read) for (const line of carriedPageLines(device, file, told)) remark(io, line);
  await demandSeen(
    io,
    read.map(({ file, told }) => ({ file, page: told.page })),
    seen,
  );
  // What was read is signed, whatever the files hold by now.
  const signed = read.map(({ file, statement, told }) => ({
    file,
    told,
    ...device.administration.cosigned(statement),
  }));
  await submitLogged(io, device, signed);
}

async function signPage(
  io: Io,
  device: OpenDevice,
  files: readonly string[],
  named: string | undefined,
): Promise<void> {
  const { administration, identity, pages } = device;
  const [file = '', ...more] = files;
  if (more.length > 0) throw new CodedError('usage.invalid', 'sign one page at a time');
  const subject = identity.authority;
  const { page, openings } = sealedPage(await draftIn(file, pages));
  // What the authority stated a moment ago may still wait for its checkpoint, and the relay has it in its place.
  const body = { type: 'page.published', subject, prev: await placeOf(identity.invitation.relay, subject), page };
  const out = named ?? `${file}.signed`;
  await writeStatementFile(out, administration.cosigned({ body, signatures: [], openings }));
  print(io, out, { file: out, page: toBase64url(bodyHash(body)) });
  remark(io, `Next: an administrator of the secretariat runs: comity authority page ${out} --approve`);
}
