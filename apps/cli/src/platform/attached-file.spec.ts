import { afterAll, describe, expect, it } from '@jest/globals';
import type { FetchedFile } from '#client';
import { codeOf } from '#primitives';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachedFile, saveFile, scanFile } from './attached-file.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-attached-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const outcome = (act: Promise<unknown>): Promise<unknown> => act.then(() => 'done', codeOf);
const fetched = (name: string, read: FetchedFile['read']): FetchedFile => ({
  name,
  mediaType: 'text/plain',
  length: 4,
  read,
});

describe('attachedFile', () => {
  it('reads a file of this machine under its own name', async () => {
    writeFileSync(join(folder, 'a.txt'), 'words');
    const { name, length, bytes } = await attachedFile(join(folder, 'a.txt'));
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    expect([name, length, Buffer.concat(parts).toString()]).toEqual(['a.txt', 5, 'words']);
  });

  it('refuses what is not there, and what is no file', async () => {
    expect(await outcome(attachedFile(join(folder, 'none.txt')))).toBe('usage.invalid');
    expect(await outcome(attachedFile(folder))).toBe('usage.invalid');
  });
});

describe('scanFile', () => {
  it('lets pass what the command ends with 0 for, and nothing else', async () => {
    const path = join(folder, 'a $(touch scanned) "b".txt');
    writeFileSync(path, 'clean');
    expect(await outcome(scanFile('grep -q clean', path))).toBe('done');
    expect(await outcome(scanFile('grep -q virus', path))).toBe('attachment.scan');
    expect(await outcome(scanFile('/no/such/scanner', path))).toBe('attachment.scan');
    expect(await outcome(scanFile('kill -9 $$; true', path))).toBe('attachment.scan');
    expect(existsSync('scanned')).toBe(false);
  });
});

describe('a file that was scanned', () => {
  const readWhole = async (path: string, scanned: string): Promise<string> => {
    const parts: Uint8Array[] = [];
    for await (const part of (await attachedFile(path, scanned)).bytes) parts.push(part);
    return Buffer.concat(parts).toString();
  };

  it('is no option of the command, whatever it is called', async () => {
    const from = process.cwd();
    process.chdir(folder);
    try {
      writeFileSync('-v', 'clean');
      expect(await outcome(scanFile('grep -q clean', '-v'))).toBe('done');
    } finally {
      process.chdir(from);
    }
  });

  it('is not sent when it is another by then, though of the same length', async () => {
    const path = join(folder, 'scanned.txt');
    writeFileSync(path, 'clean');
    const scanned = await scanFile('grep -q clean', path);
    expect(await readWhole(path, scanned)).toBe('clean');
    writeFileSync(path, 'virus');
    expect(await outcome(readWhole(path, scanned))).toBe('attachment.source');
  });

  it('is refused when it changes under the scan', async () => {
    const path = join(folder, 'changing.txt');
    writeFileSync(path, 'virus');
    expect(await outcome(scanFile('echo clean >', path))).toBe('attachment.source');
  });
});

describe('saveFile', () => {
  it('writes for its owner alone, into a folder that it makes, and never over another file', async () => {
    const to = join(folder, 'new', 'folder');
    async function* read() {
      yield Buffer.from('wo');
      yield Buffer.from('rd');
    }
    const path = await saveFile(fetched('a.txt', read), to);
    expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o077]).toEqual(['word', 0]);
    expect(await outcome(saveFile(fetched('a.txt', read), to))).toBe('usage.invalid');
    expect(readFileSync(path, 'utf8')).toBe('word');
  });

  it('leaves nothing of a file that could not be read to its end', async () => {
    async function* breaking() {
      yield Buffer.from('wo');
      throw new Error('broken');
    }
    await expect(saveFile(fetched('b.txt', breaking), join(folder, 'broken'))).rejects.toThrow('broken');
    expect(readdirSync(join(folder, 'broken'))).toEqual([]);
  });
});
