import { HOLDER_LINES, holderLineFault } from '#crypto';
import { CodedError } from '#primitives';
import { confirm, input, password } from '@inquirer/prompts';
import { stat } from 'node:fs/promises';
import { stderr, stdin } from 'node:process';
import { named, readText } from './file.js';
import { faultWords } from './paper-page.js';

/** Fewer characters than this are refused when a passphrase is chosen. */
const LEAST_CHARACTERS = 10;
// Prompts stand beside the result, never in it.
const BESIDE = { output: stderr };

/**
 * A passphrase from a file (its first line) or by prompt: never from an argument or the environment, where history and
 * other processes would see it.
 * @throws `usage.invalid` when neither a file nor a terminal is there, the file is empty, or others may read it
 */
export async function askPassphrase(file: string | undefined, message = 'Passphrase of this device'): Promise<string> {
  if (file !== undefined) return passphraseIn(file);
  needTerminal('the passphrase', '--passphrase-file FILE');
  return password({ message, mask: true }, BESIDE);
}

/** A passphrase chosen now, asked twice. @throws `usage.invalid` when too short or the two differ */
export async function choosePassphrase(file: string | undefined, subject = 'this device'): Promise<string> {
  const chosen = await askPassphrase(file, `Choose a passphrase for ${subject}`);
  if ([...chosen].length < LEAST_CHARACTERS) {
    throw new CodedError(
      'usage.invalid',
      `a passphrase has at least ${LEAST_CHARACTERS} characters; some words are easiest to remember`,
    );
  }
  if (file === undefined && (await askPassphrase(undefined, 'The same again')) !== chosen) {
    throw new CodedError('usage.invalid', 'the two passphrases differ: choose again');
  }
  return chosen;
}

/** The six words of a device, by prompt. @throws `usage.invalid` without a terminal */
export async function askWords(instead = 'them after the command'): Promise<string> {
  needTerminal('the six words', instead);
  return input({ message: 'The six words' }, BESIDE);
}

/** Whether each holder's key was compared, by prompt. @throws `usage.invalid` without a terminal */
export async function askCompared(): Promise<boolean> {
  needTerminal("whether each holder's key was compared", '--compared once they were');
  return confirmed('Each holder has read me the key that stands above');
}

/** Whether what was printed is approved, by prompt. @throws `usage.invalid` without a terminal */
export async function askApproved(): Promise<boolean> {
  needTerminal('whether you approve it', '--seen PAGE for each page that you looked at, by its name');
  return confirmed('I approve what stands above');
}

/** The lines of a holder's key on paper, by prompt; each is asked again until it is as it was printed. @throws `usage.invalid` without a terminal */
export async function askHolderLines(): Promise<string[]> {
  needTerminal('the lines of the page', 'a file with them, or a sealed key, with --holder-key FILE');
  const lines: string[] = [];
  for (let line = 1; line <= HOLDER_LINES; line++) {
    const message = `Line ${String(line)} of ${String(HOLDER_LINES)} of the page`;
    const validate = (typed: string): true | string => {
      const fault = holderLineFault(typed, line);
      return fault === undefined || faultWords(fault);
    };
    lines.push(await password({ message, mask: false, validate }, BESIDE));
  }
  return lines;
}

/** Whether somebody ended a prompt, by Ctrl-C or the end of the input. */
export function isInterrupted(error: unknown): boolean {
  return error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');
}

async function confirmed(message: string): Promise<boolean> {
  return confirm({ message, default: false }, BESIDE);
}

function needTerminal(what: string, instead: string): void {
  if (!stdin.isTTY) throw new CodedError('usage.invalid', `there is no terminal to ask ${what} on: give ${instead}`);
}

async function passphraseIn(file: string): Promise<string> {
  const { mode } = await named(file, 'read', () => stat(file));
  if ((mode & 0o077) !== 0)
    throw new CodedError('usage.invalid', `others may read ${file}: run "chmod 600" on it first`);
  const passphrase = (await readText(file)).split(/\r?\n/, 1)[0] ?? '';
  if (passphrase === '')
    throw new CodedError('usage.invalid', `the first line of ${file} is empty: write the passphrase there`);
  return passphrase;
}
