import type { CarriedTold, Compared, ToldAppointment, ToldArchive } from '#client';
import { safeLine, type Io } from './io.js';
import { askCompared, askWords } from './secrets.js';
import { timeOf } from './time.js';

/** What a second signer gives beside the file, so that nothing is asked. */
export interface ComparedOptions {
  readonly words?: string;
  readonly compared: boolean;
}

type Officer = Exclude<CarriedTold, { readonly is: 'archive' | 'archive-ended' }>;

/** What a carried statement says and would replace, for whoever signs it. */
export function carriedLines(io: Io, told: CarriedTold): string[] {
  if (told.is === 'archive')
    return [
      `An archive is declared: any ${archiveWords(told.after)}`,
      ...holderLines(told.after),
      ...inForceLines(told.before),
    ];
  if (told.is === 'archive-ended') return ['The archive is ended.', ...inForceLines(told.before)];
  return [
    officerSentence(told),
    `  officer   ${told.officer}`,
    ...('device' in told ? [`  device    ${told.device} (${told.kind})`] : []),
    ...(told.before === undefined
      ? ['  now       unknown to the directory']
      : [appointmentLine(io, 'now', told.before)]),
    ...('after' in told ? [appointmentLine(io, 'then', told.after)] : []),
  ];
}

/** What whoever signs says they compared: given on the command line, or asked. @throws `usage.invalid` without a terminal */
export async function comparedWith(told: CarriedTold, { words, compared }: ComparedOptions): Promise<Compared> {
  if (told.is === 'enrolled') return { words: words ?? (await askWords('--words "SIX WORDS"')) };
  if (told.is === 'archive') return { areHoldersCompared: compared || (await askCompared()) };
  return {};
}

function officerSentence(told: Officer): string {
  const name = safeLine(told.name);
  switch (told.is) {
    case 'appointed':
      return `${name}, whom the directory does not know, is appointed.`;
    case 'promoted':
      return `${name} becomes an administrator.`;
    case 'demoted':
      return `${name} is an administrator no more.`;
    case 'changed':
      return `The appointment of ${name} is made anew.`;
    case 'dismissed':
      return `${name} is dismissed, and every device of theirs with them.`;
    case 'enrolled':
      return `A device of ${name}, who has or had ${String(told.others)}, is enrolled.`;
  }
}

function appointmentLine(io: Io, when: string, { name, roles, validity }: ToldAppointment): string {
  const called = name === undefined ? 'a name that nobody told' : safeLine(name);
  return `  ${when.padEnd(10)}${called}; ${roles.join(', ')}; from ${timeOf(validity.from, io)} until ${timeOf(validity.until, io)}`;
}

function archiveWords({ k, n }: ToldArchive): string {
  return `${String(k)} of ${String(n)} holders open it together.`;
}

function holderLines({ holders }: ToldArchive): string[] {
  return holders.map(
    ({ place, isPaper, fingerprint }) =>
      `  holder ${String(place).padEnd(2)} ${fingerprint}${isPaper ? '  on paper' : ''}`,
  );
}

function inForceLines(before: ToldArchive | undefined): string[] {
  return before === undefined
    ? ['In force now: none.']
    : [`In force now: ${archiveWords(before)}`, ...holderLines(before)];
}
