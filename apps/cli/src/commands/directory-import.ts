import {
  dayOf,
  importFiles,
  parseImportBundle,
  readImport,
  type ImportedAuthority,
  type ImportFile,
  type ImportPreview,
  type ImportProblem,
} from '#client';
import { CodedError, unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { systemClock } from '../platform/environment.js';
import { named, readJson } from '../platform/file.js';
import { print, remark, safeLine, table, type Io } from '../platform/io.js';
import { readTable } from '../platform/table-file.js';

const WORDS: Readonly<Record<ImportProblem['is'], string>> = {
  missing: 'is missing',
  'too-long': 'is longer than the directory holds',
  form: 'is not of the form that is needed',
  unknown: 'is not known',
  past: 'is a day that is over',
  order: 'is the hour at which the office opens, too',
  twice: 'stands there twice',
  'too-many': 'holds more values than the directory takes',
  'for-everyone': 'is of a topic that is for everyone: take "members" out of its brackets',
  'for-members': 'is of a topic that is for members alone: write it as "needs (en, members): …"',
  'no-column': 'is no column of a list: name it as "comity directory export --format csv" does, or take it away',
  'other-state': 'is not the State of this authority in the directory',
  nothing: 'is missing, and the row says nothing of a page: nothing would be made of it',
  'no-rows': 'the list has no rows under its heading',
  'too-many-rows': 'the list has more rows than are read at once',
};

const NEXT =
  'Next: the roots sign each *.notified.json with "comity statement sign"; each authority gets its *.page.json for "comity page submit".';

/** `comity directory import LIST [--out FOLDER]` */
export const directoryImport: Register = (noun, streams) => {
  noun
    .command('import <list>')
    .description(
      'Read a list of authorities, CSV or XLSX, and show what each row would make; with --out write it: notifications to be signed by the roots, and drafts of pages.',
    )
    .option('--out <folder>', 'a new folder for the files; nothing is written while anything of the list is wrong')
    .addHelpText(
      'after',
      '\nColumns are those of "comity directory export --format csv", and "keys" with "threshold": a notification takes the\npublic keys that the authority made. A row without keys makes the draft of a page alone. Values are parted by semicolons.\nA file that the web client saved (*.import.json) is unpacked the same way.',
    )
    .addHelpText(
      'after',
      examples('comity directory import list.xlsx', 'comity directory import list.csv --out imported'),
    )
    .action(async (file: string, { out }: { readonly out?: string }, command: Command) => {
      const context = contextOf(command, streams);
      if (file.endsWith('.json')) {
        await unpack(context.io, file, out);
        return;
      }
      const rows = await readTable(file);
      await withDevice(context, async ({ directory }) => {
        await directory.sync();
        const preview = readImport(rows, {
          known: (id) => directory.latest.authority(id),
          today: dayOf(unixSeconds(systemClock)),
        });
        const isWhole = preview.problems.length === 0;
        const files = out === undefined || !isWhole ? [] : await writeAll(out, importFiles(preview));
        print(context.io, previewLines(preview), { ...shown(preview), files });
        if (!isWhole)
          throw new CodedError(
            'usage.invalid',
            `${file}: ${String(preview.problems.length)} cells are wrong, and nothing was written. Mend them and run it again`,
          );
        if (out === undefined) remark(context.io, `Nothing is written yet: run it again with --out FOLDER.`);
        else remark(context.io, NEXT);
      });
    });
};

async function unpack(io: Io, file: string, out: string | undefined): Promise<void> {
  if (out === undefined) throw new CodedError('usage.invalid', 'name a new folder for its files with --out');
  const made = parseImportBundle(await readJson(file));
  if (made === undefined) throw new CodedError('usage.invalid', `${file} is not what the web client made of a list`);
  const files = await writeAll(out, made);
  print(io, files, { authorities: [], problems: [], unread: [], files });
  remark(io, NEXT);
}

/** All of the files in a new folder, or none: they are written beside it, and the folder then takes its name. */
async function writeAll(out: string, files: readonly ImportFile[]): Promise<string[]> {
  const folder = resolve(out);
  return named(out, 'written', async () => {
    const made = await mkdtemp(join(dirname(folder), '.comity-import-'));
    try {
      for (const { name, text } of files) await writeFile(join(made, name), text, { mode: 0o600, flag: 'wx' });
      // A folder that is there and holds anything is not replaced.
      await rename(made, folder);
    } catch (error) {
      await rm(made, { recursive: true, force: true });
      throw error;
    }
    return files.map(({ name }) => join(out, name));
  });
}

function shown({ authorities, problems, unread }: ImportPreview) {
  return {
    authorities: authorities.map(({ line, id, state, name, notification, page }) => ({
      line,
      id,
      state,
      name,
      makes: makes({ notification, page }),
    })),
    problems,
    unread,
  };
}

function makes({ notification, page }: Pick<ImportedAuthority, 'notification' | 'page'>): string[] {
  return [...(notification === undefined ? [] : ['notification']), ...(page === undefined ? [] : ['page'])];
}

function previewLines({ authorities, problems, unread }: ImportPreview): string[] {
  return [
    ...table(
      authorities.map((one) => [
        `line ${String(one.line)}`,
        one.id,
        safeLine(one.state),
        safeLine(one.name),
        makes(one).join(' and ') || 'nothing',
      ]),
    ),
    ...(unread.length === 0 ? [] : [`not read: ${unread.join(', ')}`]),
    ...problems.map(problemLine),
  ];
}

function problemLine({ line, column, is, value }: ImportProblem): string {
  const cell = `${safeLine(column)}${value === '' ? '' : ` "${safeLine(value.slice(0, 60))}"`}`;
  return `line ${String(line)}: ${column === '' ? '' : `${cell} `}${WORDS[is]}`;
}
