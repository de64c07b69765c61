import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approveWords } from './approval.js';
import type { CommandDocument, CommandEnd } from './comity-command.js';
import { invitees } from './invitations.js';

const WORDS = 'wobble kiwi excavate upload snooper rarity';
const folder = mkdtempSync(join(tmpdir(), 'comity-approval-'));
mkdirSync(join(folder, 'invitations'));
for (const { slug } of invitees)
  writeFileSync(join(folder, 'invitations', `${slug}.json`), JSON.stringify({ officer: `officer-of-${slug}` }));

const refusal = (code: string): CommandEnd => ({
  code: 3,
  said: `${JSON.stringify({ error: { code, message: `because of ${code}` } })}\n`,
});

/** What is answered to the words when commands end so, in turn; and the devices that were asked. */
async function approving(...ends: readonly (CommandEnd | CommandDocument)[]) {
  const asked: string[] = [];
  const run = async (argv: readonly string[], onDocument: (document: CommandDocument) => void): Promise<CommandEnd> => {
    expect(argv.slice(-8).join(' ')).toBe(`device approve ${WORDS}`);
    const end = ends[asked.push(argv[1] ?? '') - 1] ?? {};
    if ('said' in end) return end as CommandEnd;
    onDocument(end);
    return { code: 0, said: '' };
  };
  const answer = await approveWords(folder, ` ${WORDS.replaceAll(' ', '  ')}\n`, run);
  return { answer, asked };
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('approveWords', () => {
  it('asks one administrator after the other whose device waits', async () => {
    const { answer, asked } = await approving(refusal('identity.words'), { officer: 'officer-of-samir-velkan' });
    expect(answer).toBe('Samir Velkan is approved.');
    expect(asked).toEqual([join(folder, 'marenia-administrator'), join(folder, 'nerovia-administrator')]);
  });

  it('says so when nobody waits with these words', async () => {
    const { answer } = await approving(...new Array<CommandEnd>(3).fill(refusal('identity.words')));
    expect(answer).toBe('No device waits with these six words: read them again.');
  });

  it('says why it was refused, and asks nobody else', async () => {
    const { answer, asked } = await approving(refusal('store.busy'));
    expect([answer, asked.length]).toEqual(['That was not approved: because of store.busy.', 1]);
  });

  it('asks nobody about another number of words', async () => {
    expect(await approveWords(folder, 'wobble kiwi')).toBe('A device has six words, and that was 2.');
  });
});
