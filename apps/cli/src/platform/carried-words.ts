import type { CarriedTold, Compared, ToldAppointment, ToldArchive } from '#client';
import { CodedError } from '#primitives';
import { safeLine, type Io } from './io.js';
import { askCompared, askWords } from './secrets.js';
import { timeOf } from './time.js';

/** What a second signer gives beside the file, so that nothing is asked. */
export interface ComparedOptions {
  readonly words?: string;
  readonly compared: boolean;
}

type Officer = Exclude<CarriedTold, { readonly is: 'archive' | 'archive-ended' }>;

/**
 * What a carried statement says and would replace, for whoever signs it.
 * @param hasDirectory - without, as beside a key, what stands now is not told
 */
export function carriedLines(io: Io, told: CarriedTold, hasDirectory = true): string[] {
  if (told.is === 'archive')
    return [
      `An archive is declared: any ${archiveWords(told.after)}`,
      ...holderLines(told.after),
      ...(hasDirectory ? inForceLines(told.before) : []),
    ];
  if (told.is === 'archive-ended') return ['The archive is ended.', ...(hasDirectory ? inForceLines(told.before) : [])];
  return [
    hasDirectory ? officerSentence(told) : sentenceAlone(told),
    `  officer   ${told.officer}`,
    ...('device' in told ? [`  device    ${told.device} (${told.kind})`] : []),
    ...(hasDirectory ? nowLines(io, told) : ['  now       not told: no directory is read beside a key']),
    ...('after' in told ? appointmentLines(io, 'then', told.after, 'the file') : []),
    ...('after' in told && told.before !== undefined ? [`  changes   ${told.changes.join(', ') || 'nothing'}`] : []),
  ];
}

/**
 * What whoever signs says they compared: given on the command line, or asked where what is to be compared was printed.
 * @throws `usage.invalid` without a terminal, or with `--json`
 */
export async function comparedWith(
  { json }: Pick<Io, 'json'>,
  told: CarriedTold,
  { words, compared }: ComparedOptions,
): Promise<Compared> {
  if (told.is === 'enrolled') {
    if (words === undefined && json) throw new CodedError('usage.invalid', 'with --json give --words "SIX WORDS"');
    return { words: words ?? (await askWords('--words "SIX WORDS"')) };
  }
  if (told.is === 'archive') {
    if (!compared && json)
      throw new CodedError('usage.invalid', "with --json give --compared, once each holder's key was compared");
    return { areHoldersCompared: compared || (await askCompared()) };
  }
  return {};
}

/** Refuses what would be given for nothing. @throws `usage.invalid` where none of the statements takes it */
export function refuseUnused(all: readonly (CarriedTold | undefined)[], { words, compared }: ComparedOptions): void {
  if (words !== undefined && !all.some((told) => told?.is === 'enrolled'))
    throw new CodedError('usage.invalid', '--words are of a device that is enrolled, and no statement here enrols one');
  if (compared && !all.some((told) => told?.is === 'archive'))
    throw new CodedError(
      'usage.invalid',
      '--compared is of the holders of an archive, and no statement here names any',
    );
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

/** As {@link officerSentence}, of what nothing is known of beside the file. */
function sentenceAlone(told: Officer): string {
  const name = safeLine(told.name);
  if (told.is === 'enrolled') return `A device of ${name} is enrolled.`;
  return told.is === 'dismissed' ? officerSentence(told) : `${name} is appointed, or their appointment made anew.`;
}

function nowLines(io: Io, { before }: Officer): string[] {
  return before === undefined
    ? ['  now       unknown to the directory']
    : appointmentLines(io, 'now', before, 'the directory');
}

function appointmentLines(
  io: Io,
  when: string,
  { fields, roles, validity }: ToldAppointment,
  teller: string,
): string[] {
  return [
    `  ${when.padEnd(10)}${roles.join(', ')}; from ${timeOf(validity.from, io)} until ${timeOf(validity.until, io)}`,
    ...fields.map(({ label, value, visible }) => {
      const told = value === undefined ? `not told by ${teller}` : safeLine(value);
      return `  ${''.padEnd(10)}${label}: ${told} (for ${visible})`;
    }),
  ];
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
