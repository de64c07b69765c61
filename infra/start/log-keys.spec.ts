import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { parsePrivateNoteKey } from '#tlog';
import { makeLogKeys } from './log-keys.js';

const data = mkdtempSync(join(tmpdir(), 'comity-keys-'));
const keyIn = (folder: string, log: string) =>
  parsePrivateNoteKey(readFileSync(join(folder, `${log}.key`), 'utf8').trim(), { publicKeyOf, signPublicNote }).key;

describe('makeLogKeys', () => {
  afterEach(() => {
    rmSync(data, { recursive: true, force: true });
  });

  it('makes two keys of one network, closed to others', () => {
    const folder = makeLogKeys(data);
    const names = ['directory', 'audit'].map((log) => keyIn(folder, log).name);
    expect(names.map((name) => name.split('.')[0])).toEqual(['directory', 'audit']);
    expect(names[0]?.split('.').slice(1)).toEqual(names[1]?.split('.').slice(1));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'audit.key')).mode & 0o777).toBe(0o600);
  });

  it('leaves keys that are there as they are', () => {
    const folder = makeLogKeys(data);
    const before = keyIn(folder, 'audit');
    makeLogKeys(data);
    expect(keyIn(folder, 'audit')).toEqual(before);
  });
});
