import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, type CommandDocument } from './comity-command.js';
import { readInvitations, type Invitation } from './invitations.js';

const LOOKS_EVERY = 2_000;
/** A browser that was just approved makes its key, and the record takes it, before anybody can write to it. */
const PAUSE = 5_000;
const TRIES = 12;

/** What a welcome is given. */
export type WelcomeOptions = {
  /** Where the demonstration keeps its devices. */
  readonly folder: string;
  readonly origin: string;
  /** Takes one line for each officer who was brought in. */
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Waits for each invited officer to sign in, and has their colleague bring them into the consultation under way, with its
 * history, by the command that a colleague would use. Ends when everybody is in, or `signal` says so.
 */
export async function welcomeInvitees(options: WelcomeOptions): Promise<void> {
  const { folder, origin, report, signal } = options;
  const failures = new Map<string, number>();
  const waits = ({ slug, administrator, authority }: Invitation): boolean =>
    !administrator &&
    authority.officer !== undefined &&
    !existsSync(markFile(folder, slug)) &&
    (failures.get(slug) ?? 0) < TRIES;
  while (!signal.aborted) {
    const waiting = (await readInvitations(folder, origin).catch(() => undefined))?.filter(waits);
    if (waiting?.length === 0) return;
    for (const invitation of waiting?.filter(({ device }) => device !== undefined) ?? []) {
      if (!(await pause(PAUSE, signal))) return;
      if (await broughtIn(folder, invitation)) {
        await writeFile(markFile(folder, invitation.slug), '');
        report(`${invitation.person.name} is in the consultation under way, with its history.`);
      } else failures.set(invitation.slug, (failures.get(invitation.slug) ?? 0) + 1);
    }
    await pause(LOOKS_EVERY, signal);
  }
}

/** Whether the officer is in the conversation and can read what was said before; else it is to be tried again. */
async function broughtIn(folder: string, { authority, officer, device }: Invitation): Promise<boolean> {
  const id = (await readFile(join(folder, 'conversation'), 'utf8')).trim();
  const home = join(folder, authority.officer?.folder ?? '');
  const conversation = async (...argv: readonly string[]): Promise<CommandDocument | undefined> => {
    const documents: CommandDocument[] = [];
    const secret = ['--passphrase-file', join(folder, 'passphrase')];
    await runCommand(['--home', home, ...secret, 'conversation', ...argv], (document) => documents.push(document));
    return documents[0];
  };
  const added = await conversation('add', id, '--officer', officer, '--history');
  const [given] = (added?.['history'] ?? []) as { readonly history: string }[];
  // What is promised goes by itself with the first command after the browser has made a key for it.
  return given?.history === 'given' || (await conversation('history', id, device ?? ''))?.['promised'] === false;
}

/** False when there is nothing to wait for any more. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return sleep(milliseconds, true, { signal }).catch(() => false);
}

function markFile(folder: string, slug: string): string {
  return join(folder, 'invitations', `${slug}.welcomed`);
}
