import type { LeafList, LeafObject, RecordLeaf, RecordReading } from '#client';
import { auditTypes, type AuditType, DeviceId } from '#contracts';
import { toBase64url } from '#primitives';
import { Option, type Command } from 'commander';
import { calendarDay, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark, safeLine, table, type Io } from '../platform/io.js';
import { authorityName, officerName, shortId } from '../platform/names.js';
import { startOfDay, tokenFileOption } from '../platform/record-options.js';
import { timeOf } from '../platform/time.js';
import { withRecord } from '../platform/with-record.js';

interface Options {
  readonly kind?: AuditType;
  readonly since?: string;
  readonly before?: number;
  readonly by?: string;
  readonly tokenFile?: string;
  readonly limit: number;
}

const MOST = 512;

/** `comity record leaves` */
export const recordLeaves: Register = (noun, streams) => {
  noun
    .command('leaves')
    .description(
      'Leaves of the audit log, the newest first: each proved to stand under the checkpoint that this device has checked, with what it opens to you: what was done with your own devices, how your own conversations changed and, to an administrator, what was done with the devices of the authority. Exit code 6 if one does not hold.',
    )
    .addOption(new Option('--kind <type>', 'only those of one kind').choices(auditTypes))
    .option('--since <day>', 'only those of a day or later, by the clock of the relay and UTC', calendarDay)
    .option('--before <leaf>', 'only those before a leaf: to go on with older ones', wholeNumber(0, 1e15))
    .option(
      '--by <id>',
      'only what a device, an officer or an authority did, as far as that is opened to you or known here',
    )
    .addOption(tokenFileOption())
    .option('--limit <number>', 'how many at most', wholeNumber(1, MOST), 50)
    .addHelpText(
      'after',
      examples(
        'comity record leaves --since 2026-04-01',
        'comity record leaves --kind export.made',
        'comity record leaves --by authority:marenia-justice --token-file auditor.json',
      ),
    )
    .action(async ({ kind, since, before, by, limit, tokenFile }: Options, command: Command) => {
      const context = contextOf(command, streams);
      await withRecord(context, tokenFile, async (reading) => {
        const list = await reading.leaves.list({ type: kind, since: startOfDay(since, 0), before, by, limit });
        print(context.io, lines(list, reading, context.io), documentOf(list));
        if (list.next !== undefined) remark(context.io, `Older ones follow with --before ${String(list.next)}.`);
      });
    });
};

function lines({ checkpoint, witnesses, leaves }: LeafList, client: RecordReading, io: Io): string[] {
  const { size, at } = checkpoint;
  const signed = witnesses.filter((witness) => witness.at !== undefined).length;
  const { quorum = 0 } = client.directory.latest.network()?.witnesses ?? {};
  return [
    `Each stands under the checkpoint of ${String(size)} leaves that was confirmed at ${timeOf(at, io)}: ${String(signed)} of ${String(witnesses.length)} witnesses cosigned it, the network asks for ${String(quorum)}.`,
    ...(leaves.length === 0 ? ['There is none of these.'] : []),
    ...table(leaves.map((leaf) => row(leaf, client, io))),
  ];
}

function row(leaf: RecordLeaf, client: RecordReading, io: Io): string[] {
  const { index, at, type } = leaf;
  return [
    String(index),
    at === undefined ? '' : timeOf(at, io),
    type === undefined ? '(not readable)' : safeLine(type),
    objectWords(leaf, client),
  ];
}

function objectWords({ object, by, conversation }: RecordLeaf, client: RecordReading): string {
  return [
    conversation === undefined ? '' : `conversation ${safeLine(shortId(conversation))}`,
    aboutWords(object, client),
    by === undefined ? '' : `by ${deviceName(by, client)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function aboutWords(object: LeafObject | undefined, client: RecordReading): string {
  if (object === undefined) return '';
  if (object.is === 'conversation') return `epoch ${String(object.epoch)}`;
  return `${object.act} about ${safeLine(subjectName(object.subject, client))}`;
}

function subjectName(subject: string, client: RecordReading): string {
  return client.directory.latest.authorities().find(({ id }) => id === subject)?.name ?? subject;
}

function deviceName(device: string, client: RecordReading): string {
  const known = DeviceId.safeParse(device);
  const officer = known.success ? client.directory.latest.device(known.data)?.officer : undefined;
  const authority = officer && client.directory.latest.officer(officer)?.authority;
  return `${officerName(client, officer)}, ${authorityName(client, authority)}`;
}

/** What a program is given: everything that proves each leaf to somebody else is in it. */
function documentOf({ checkpoint, witnesses, leaves, next }: LeafList): object {
  const { size, at, note } = checkpoint;
  return {
    checkpoint: { size, at, note },
    witnesses,
    leaves: leaves.map(({ index, at: logged, type, text, inclusion, object, opened }) => ({
      index,
      at: logged,
      type,
      leaf: text,
      inclusion: inclusion().map(toBase64url),
      object,
      opened,
    })),
    next,
  };
}
