import type { Client, RecordChecked, RecordReading } from '#client';
import { codeOf, CodedError } from '#primitives';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, safeLine, table, type Io } from '../platform/io.js';
import { tokenFileOption } from '../platform/record-options.js';
import { noticeLines } from '../platform/show-item.js';
import { timeOf } from '../platform/time.js';
import { checkFile, type CheckOptions } from '../platform/verified-file.js';
import { withClient } from '../platform/with-client.js';
import { withRecord } from '../platform/with-record.js';

interface Options extends CheckOptions {
  readonly tokenFile?: string;
}

/** `comity record verify`, `comity record verify FILE` */
export const recordVerify: Register = (noun, streams) => {
  noun
    .command('verify')
    .argument(
      '[file]',
      'an exported conversation, an oversight pack or the proof of one leaf, to be checked instead: without device, account or network',
    )
    .description(
      'Check the whole record: every directory entry, every audit leaf, every own conversation and key. Or check an exported conversation, an oversight pack or the proof of one leaf. Exit code 6 if anything does not hold, with the first place where that shows.',
    )
    .option(
      '--trust <file>',
      'an invitation, a founding statement or the token file of an auditor: the network that the file must be of',
    )
    .option('--files <folder>', 'save the files that are attached in the exported file there')
    .addOption(tokenFileOption())
    .addHelpText(
      'after',
      examples(
        'comity record verify',
        'comity record verify consultation.json --trust invitation.json',
        'comity record verify quarter.pack.json --trust founding.json',
      ),
    )
    .action(async (file: string | undefined, { tokenFile, ...options }: Options, command: Command) => {
      const context = contextOf(command, streams);
      if (file !== undefined) {
        if (tokenFile !== undefined) throw new CodedError('usage.invalid', 'a file is checked without an account');
        await checkFile(context.io, file, options);
      } else if (Object.keys(options).length > 0)
        throw new CodedError('usage.invalid', 'name the exported file that --trust and --files are about');
      else if (tokenFile === undefined) await withClient(context, (client) => checkAll(client, context.io));
      else
        await withRecord(context, tokenFile, async ({ directory, record }) => {
          const checked = await checkedRecord(record, context.io);
          const { size = 0, at = 0 } = directory.checkpoint ?? {};
          print(context.io, [...holding({ size, at }, checked, context.io), 'The record holds.'], {
            holds: true,
            directory: { size, at },
            audit: { size: checked.size, at: checked.confirmedAt },
            leaves: checked.types,
            notices: [],
          });
        });
    });
};

async function checkAll(client: Client, io: Io): Promise<void> {
  const checked = await checkedRecord(client.record, io);
  const trust = await client.trust();
  const notices = await client.notices();
  const open = notices.filter(({ standing }) => standing === 'open');
  const conversations = await client.conversations();
  const [directory, audit, ...types] = holding(trust.directory, checked, io);
  print(
    io,
    [
      directory ?? '',
      audit ?? '',
      `conversations  ${String(conversations.length)}, each head compared with the logged map`,
      ...types,
      ...(trust.calm
        ? ['The record holds.']
        : ['! The record does not hold, or is not complete:', ...open.flatMap((notice) => noticeLines(notice, io))]),
    ],
    {
      holds: trust.calm,
      directory: trust.directory,
      audit: { size: checked.size, at: checked.confirmedAt },
      leaves: checked.types,
      notices,
    },
  );
  if (!trust.calm)
    throw new CodedError('record.not-whole', 'the record does not hold: see the notices above, and "comity trust"');
}

function holding(
  directory: { readonly size: number; readonly at: number },
  { size = 0, confirmedAt = 0, types }: RecordChecked,
  io: Io,
): string[] {
  return [
    `directory      ${String(directory.size)} entries hash to the root that the witnesses cosigned at ${timeOf(directory.at, io)}`,
    `audit log      ${String(size)} leaves hash to the root that the witnesses cosigned at ${timeOf(confirmedAt, io)}`,
    ...table(Object.entries(types).map(([type, count]) => [`  ${safeLine(type)}`, String(count)])),
  ];
}

async function checkedRecord({ check }: RecordReading['record'], io: Io): Promise<RecordChecked> {
  const before = await check.last();
  if (before !== undefined) remark(io, lastWords(before, io));
  const onProgress = (done: number, all: number): void => {
    remark(io, `audit log: ${String(done)} of ${String(all)} leaves`);
  };
  try {
    return await check.run({ onProgress });
  } catch (error) {
    const index = (await check.last())?.fault?.index;
    if (index !== undefined && codeOf(error)?.startsWith('record.') === true)
      remark(io, `! It shows first at leaf ${String(index)} of the audit log.`);
    throw error;
  }
}

/** How the check before this one ended, and when. */
function lastWords({ at, size, fault }: RecordChecked, io: Io): string {
  const ended =
    fault === undefined ? `all ${String(size ?? 0)} leaves held` : `${safeLine(fault.words)} [${fault.code}]`;
  return `Last checked at ${timeOf(at, io)}: ${ended}.`;
}
