import { join } from 'node:path';
import { runCommand, type CommandDocument } from './comity-command.js';
import type { Person } from './demonstration-states.js';
import { invitees, nameOf } from './invitations.js';

const WORDS = 6;

/** The command by which an administrator's device approves, but for the words. */
export function approveCommand(folder: string, { folder: home }: Person): string[] {
  const secret = ['--passphrase-file', join(folder, 'passphrase')];
  return ['--home', join(folder, home), ...secret, 'device', 'approve'];
}

/** Has the administrators of the demonstration approve the device with these six words; answers what came of it, in a sentence. */
export async function approveWords(folder: string, typed: string, run = runCommand): Promise<string> {
  const words = typed.trim().split(/\s+/);
  if (words.length !== WORDS) return `A device has six words, and that was ${String(words.length)}.`;
  for (const administrator of new Set(invitees.map(({ authority }) => authority.administrator))) {
    const documents: CommandDocument[] = [];
    const { code, said } = await run([...approveCommand(folder, administrator), ...words], (one) => {
      documents.push(one);
    });
    if (code === 0) return `${await nameOf(folder, String(documents[0]?.['officer']))} is approved.`;
    const { error } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as { error: { code: string; message: string } };
    if (error.code !== 'identity.words') return `That was not approved: ${error.message}.`;
  }
  return 'No device waits with these six words: read them again.';
}
