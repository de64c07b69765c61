import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyFile, writeKeyFile } from './key-file.js';
import { readJson, readText, writeText } from './file.js';
import { readNoteKey, writeNoteKey } from './note-key.js';
import { askPassphrase, choosePassphrase } from './secrets.js';
import { readStatementFile, writeStatementFile } from './statement-file.js';

const refused = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as unknown as string });
const CHEAP = { unsafeTestingCost: { ops: 1, memory: 8 } };
let folder = '';
const file = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comity-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('files', () => {
  it('are named in the sentence when they cannot be read', async () => {
    await expect(readText(join(folder, 'none'))).rejects.toEqual(
      refused('usage.invalid', /none cannot be read: there is no such file/),
    );
    await expect(readText(folder)).rejects.toEqual(refused('usage.invalid', /it is a folder/));
    await expect(readText('a\0b')).rejects.toEqual(refused('usage.invalid', /not one that files can have/));
    await expect(readJson(file('x', '{'))).rejects.toEqual(refused('usage.invalid', /is not a JSON file/));
    await expect(readText(file('big', 'x'.repeat(5 * 1024 * 1024)))).rejects.toEqual(
      refused('usage.invalid', /too large/),
    );
  });

  it('with a secret are for their owner alone, and never written over', async () => {
    const path = join(folder, 'secret');
    await writeText(path, 'a', { secret: true });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(writeText(path, 'b', { secret: true })).rejects.toEqual(refused('usage.invalid', /is there already/));
    expect(readFileSync(path, 'utf8')).toBe('a');
  });
});

describe('a passphrase file', () => {
  it('gives its first line', async () => {
    await expect(askPassphrase(file('p', 'one two\r\nthree'))).resolves.toBe('one two');
  });

  it.each([0o640, 0o604, 0o660, 0o644])('is refused when others may use it (mode %i)', async (mode) => {
    await expect(askPassphrase(file('p', 'secret words', mode))).rejects.toEqual(
      refused('usage.invalid', /others may read .*chmod 600/),
    );
  });

  it('is refused when it is empty, absent, or too short a choice', async () => {
    await expect(askPassphrase(file('e', '\nsecond'))).rejects.toEqual(
      refused('usage.invalid', /first line .* is empty/),
    );
    await expect(askPassphrase(join(folder, 'none'))).rejects.toEqual(refused('usage.invalid', /no such file/));
    await expect(choosePassphrase(file('s', 'short'))).rejects.toEqual(
      refused('usage.invalid', /at least 10 characters/),
    );
  });

  it('is asked for when there is no terminal', async () => {
    await expect(askPassphrase(undefined)).rejects.toEqual(refused('usage.invalid', /--passphrase-file/));
  });
});

describe('a key file', () => {
  it('opens with its passphrase alone, holds no key in the clear, and is not written over', async () => {
    const path = join(folder, 'root.key');
    const publicKey = await writeKeyFile(path, 'the right words', CHEAP);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain(publicKey);
    expect((await openKeyFile(path, 'the right words')).key).toBe(publicKey);
    await expect(openKeyFile(path, 'the wrong words')).rejects.toMatchObject({ code: 'passphrase.refused' });
    await expect(writeKeyFile(path, 'the right words', CHEAP)).rejects.toEqual(
      refused('usage.invalid', /is there already/),
    );
  });

  it('is told from any other file', async () => {
    await expect(openKeyFile(file('k', '{"comity":"something else"}'), 'words')).rejects.toEqual(
      refused('usage.invalid', /is not a key file/),
    );
  });

  it('of a log or witness is for its owner alone', async () => {
    const path = join(folder, 'w.key');
    const key = await writeNoteKey(path, 'w.example', 'cosignature');
    expect(key).toMatch(/^w\.example\+[0-9a-f]{8}\+/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await readNoteKey(path)).key.name).toBe('w.example');
  });
});

describe('a statement file', () => {
  it('is written and read alike', async () => {
    const path = join(folder, 's.json');
    const body = { type: 'officer.dismissed', subject: 'authority:x', prev: '', officer: 'officer-0011223344556677' };
    await writeStatementFile(path, { body, signatures: [] });
    await expect(readStatementFile(path)).resolves.toEqual({ body, signatures: [] });
  });

  it('is for its owner alone where it holds values in the clear, and is written over by whoever signs next', async () => {
    const path = join(folder, 'values.json');
    const body = { type: 'officer.dismissed', subject: 'authority:x', prev: '', officer: 'officer-0011223344556677' };
    const openings = [{ label: 'name', value: 'Ana', r: 'A'.repeat(43) }];
    for (const signatures of [[], [{ key: 'k', signature: 's' }]]) {
      await writeStatementFile(path, { body, signatures, openings });
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
  });

  it('is refused with a field that its type does not have, and when it is no statement', async () => {
    const body = {
      type: 'officer.dismissed',
      subject: 'authority:x',
      prev: '',
      officer: 'officer-0011223344556677',
      more: 1,
    };
    await expect(writeStatementFile(join(folder, 's.json'), { body, signatures: [] })).rejects.toThrow();
    await expect(readStatementFile(file('s', '[]'))).rejects.toEqual(
      refused('usage.invalid', /is not a file of a statement/),
    );
  });
});
