import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebFiles } from './web-files.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-web-'));
mkdirSync(join(folder, 'assets'));
for (const file of ['index.html', 'service-worker.js', 'assets/main-0a1b2c3d.js'])
  writeFileSync(join(folder, file), file);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('WebFiles', () => {
  const files = new WebFiles({ webDir: folder });

  it.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/service-worker.js', 'service-worker.js'],
    ['/assets/main-0a1b2c3d.js', 'assets/main-0a1b2c3d.js'],
  ])('answers %s with %s, whoever asks', (path, file) => {
    expect([files.find(path, false), files.find(path, true)]).toEqual([file, file]);
  });

  it.each(['/inbox', '/c/5Kx0aB', '/directory/authority:marenia-justice', '/settings/'])(
    'answers %s with the page when a person is to look at it, and else not',
    (path) => {
      expect([files.find(path, true), files.find(path, false)]).toEqual(['index.html', undefined]);
    },
  );

  it.each(['/v1/nothing', '/v1', '/socket.io/', '/metrics', '/assets/gone-0a1b2c3d', '/inbox.js'])(
    'answers %s with no page',
    (path) => {
      expect(files.find(path, true)).toBeUndefined();
    },
  );

  it.each(['/../web-files.ts', '//index.html', '/assets', '/assets/', '/%69ndex.html'])(
    'finds no other file by %s',
    (path) => {
      expect(files.find(path, false)).toBeUndefined();
    },
  );

  it('serves nothing that came after the start', () => {
    writeFileSync(join(folder, 'late.js'), '');
    expect(files.find('/late.js', true)).toBeUndefined();
  });

  it('says in a sentence that there is nothing to serve, and answers nothing', () => {
    const webDir = join(folder, 'assets');
    for (const absent of [new WebFiles({ webDir }), new WebFiles({ webDir: join(folder, 'nowhere') })]) {
      expect(absent.fault).toMatch(/^The web client is not served: there is no index\.html in \S+; [^.]+\.$/);
      expect([absent.folder, absent.find('/', true)]).toEqual([undefined, undefined]);
    }
  });

  it('says nothing when it is there, or is not wanted', () => {
    const unwanted = new WebFiles({ webDir: undefined });
    expect([files.fault, unwanted.fault, unwanted.find('/', true)]).toEqual([undefined, undefined, undefined]);
  });
});
