import { CodedError } from '#primitives';
import { password } from '@inquirer/prompts';
import { readFile, stat } from 'node:fs/promises';
import { stdin } from 'node:process';

/** Fewer characters than this are refused when a passphrase is chosen. */
const LEAST_CHARACTERS = 10;

/**
 * A passphrase from a file (its first line) or by prompt: never from an argument or the environment, where history and
 * other processes would see it.
 * @throws `usage.invalid` when neither a file nor a terminal is there, or others may read the file
 */
export async function askPassphrase(file: string | undefined, message = 'Passphrase of this device'): Promise<string> {
  if (file !== undefined) return passphraseFile(file);
  if (!stdin.isTTY) throw new CodedError('usage.invalid', 'no terminal to ask the passphrase on: give --passphrase-file');
  return password({ message, mask: true });
}

/** A passphrase chosen now, asked twice. @throws `usage.invalid` when too short or the two differ */
export async function choosePassphrase(file: string | undefined): Promise<string> {
  const chosen = await askPassphrase(file, 'Choose a passphrase for this device');
  if ([...chosen].length < LEAST_CHARACTERS) {
    throw new CodedError('usage.invalid', `a passphrase has at least ${String(LEAST_CHARACTERS)} characters; some words are easiest to remember`);
  }
  if (file === undefined && (await askPassphrase(undefined, 'The same again')) !== chosen) {
    throw new CodedError('usage.invalid', 'the two passphrases differ');
  }
  return chosen;
}

async function passphraseFile(file: string): Promise<string> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw new CodedError('usage.invalid', `others may read ${file}: chmod 600 it`);
  return (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0] ?? '';
}
