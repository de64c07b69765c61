import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCode } from '../../../../tests/support/qr.js';
import { codeOf, toBase64url } from '#primitives';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHolderKey, readHolderFile, writeHolderKey, writePaperKey } from './holder-key-file.js';
import { linesOnPaper } from './paper-page.js';

const CHEAP = { unsafeTestingCost: { ops: 1, memory: 8 } };
let folder: string;
const at = (name: string): string => join(folder, name);
const codeFrom = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => codeOf(error) ?? 'fault',
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-holder-'));
  await writeFile(at('passphrase'), 'a long passphrase\n', { mode: 0o600 });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("a holder's key", () => {
  it('is opened again from its sealed file which its owner alone can read, and is declared by what holds no secret', async () => {
    const declared = await writeHolderKey(at('a.key'), 'a long passphrase', CHEAP);
    expect((await stat(at('a.key'))).mode & 0o777).toBe(0o600);
    const { agreement, signature } = await openHolderKey(at('a.key'), at('passphrase'));
    expect([toBase64url(agreement.publicKey), toBase64url(signature.publicKey)]).toEqual([
      declared.agreement,
      declared.signature,
    ]);
    expect(declared.paper).toBe(false);
    await writeFile(at('a.public'), JSON.stringify(declared));
    expect(await readHolderFile(at('a.public'))).toEqual(declared);
    expect(await codeFrom(readHolderFile(at('a.key')))).toBe('usage.invalid');
    expect(await codeFrom(openHolderKey(at('a.public'), at('passphrase')))).toBe('usage.invalid');
  });

  it('is opened from the page that was printed, and from its words alone', async () => {
    const declared = await writePaperKey(at('paper.txt'), 'Ministry 12 of Justice');
    const page = await readFile(at('paper.txt'), 'utf8');
    expect(page.split('\n').every((line) => line.length < 120)).toBe(true);
    const { signature } = await openHolderKey(at('paper.txt'), undefined);
    expect(toBase64url(signature.publicKey)).toBe(declared.signature);
    expect(declared.paper).toBe(true);
    const words = linesOnPaper(page).flatMap((line) => line.trim().split(/\s+/));
    await writeFile(at('words'), words.join(' '));
    expect(toBase64url((await openHolderKey(at('words'), undefined)).signature.publicKey)).toBe(declared.signature);
  });

  it('names each line of a page that is not as it was printed', async () => {
    await writePaperKey(at('other.txt'), 'Justice');
    const words = linesOnPaper(await readFile(at('other.txt'), 'utf8')).flatMap((line) => line.trim().split(/\s+/));
    const messageOf = async (typed: readonly string[]): Promise<string> => {
      await writeFile(at('mistyped'), typed.join(' '));
      return openHolderKey(at('mistyped'), undefined).then(String, (error: unknown) => (error as Error).message);
    };
    expect(await messageOf(words.with(8, 'xyzzy'))).toBe('line 2: word 3 is on no list of words');
    expect(await messageOf(words.with(3, 'zoom').with(20, 'zoom'))).toMatch(
      /^line 1: it is not as .*; line 4: it is not/,
    );
    expect(await messageOf(words.slice(1))).toMatch(/line 4: it has 6 words, and 5 stand there$/);
    expect(await messageOf([...words, 'zoom'])).toMatch(/^the page has 4 lines; line 5/);
    expect(await codeFrom(openHolderKey(at('mistyped'), undefined))).toBe('holder.words');
  });

  it('holds the same words in its code, as another reads it', async () => {
    await writePaperKey(at('coded.txt'), 'Justice');
    const page = await readFile(at('coded.txt'), 'utf8');
    const words = linesOnPaper(page).flatMap((line) => line.trim().split(/\s+/));
    const rows = page.split('\n').filter((line) => /[▀▄█]/.test(line));
    const modules = rows.flatMap((row) => [
      [...row].map((block) => block === '▀' || block === '█'),
      [...row].map((block) => block === '▄' || block === '█'),
    ]);
    expect(readCode(modules)).toBe(words.join(' ').toUpperCase());
  });
});
