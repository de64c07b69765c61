import { dayOf, Applicant, formProblems, type ApplicationForm, type DocumentFile } from '#client';
import { unixSeconds, CodedError } from '#primitives';
import { MemoryLevel } from 'memory-level';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { stdin } from 'node:process';
import { http, httpBytes, systemClock, timers } from './environment.js';
import { named, readJson, readText } from './file.js';
import { formLines } from './application-words.js';

/** Beneath the help of a command that takes a private link. */
export const LINK_HELP = '\nThe link is in a file, or on standard input where that is named "-".';

/** An applicant at a relay, or behind a private link; nothing of it stays on this machine. */
export function applicantAt(where: string): Promise<Applicant> {
  const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
  return Applicant.at({ clock: systemClock, http, httpBytes, timers, database }, where);
}

/** The applicant behind the link in a file, or on standard input where that is named `-`: never in an argument, where history would keep it. */
export async function applicantOf(file: string): Promise<Applicant> {
  return applicantAt((file === '-' ? await textOf(stdin) : await readText(file)).trim());
}

/** The form in a file. @throws `application.form` with a sentence for each field that is not as it must be */
export async function formIn(file: string): Promise<ApplicationForm> {
  const form = await readJson(file);
  const problems = formProblems(form, dayOf(unixSeconds(systemClock)));
  if (problems.length > 0) throw new CodedError('application.form', `in ${file}, ${formLines(problems).join('; ')}`);
  return form as ApplicationForm;
}

/** Documents of this machine. @throws `usage.invalid` */
export function documentsIn(paths: readonly string[]): Promise<DocumentFile[]> {
  return Promise.all(
    paths.map(async (path) => ({
      name: basename(path),
      bytes: new Uint8Array(await named(path, 'read', () => readFile(path))),
    })),
  );
}
