import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataFolder } from './postgres-folder.js';

describe('makeDataFolder', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'comity-data-folder-'));

  it('makes a folder and those above it', () => {
    expect(makeDataFolder(join(scratch, 'a/b'))).toMatch(/a\/b$/);
    expect(existsSync(join(scratch, 'a/b'))).toBe(true);
    rmSync(scratch, { recursive: true });
  });

  it('says at once that no folder can be made, in a file or in a file system that lets nobody make one', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'comity-data-folder-')), 'file');
    writeFileSync(file, '');
    for (const place of [join(file, 'data'), '/proc/comity/data'])
      expect(() => makeDataFolder(place)).toThrow(expect.objectContaining({ code: 'start.data-unwritable' }));
    rmSync(join(file, '..'), { recursive: true });
  });
});
