import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readmes = readdirSync(join(root, 'libs'))
  .map((lib) => join(root, 'libs', lib, 'README.md'))
  .filter((path) => existsSync(path));

// Each README's snippets as one file that stands among the tests, on disk nowhere.
const snippets = new Map(
  readmes.map((path, at) => {
    const blocks = [...readFileSync(path, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? '');
    return [join(root, 'tests', `readme-${at}.ts`), `${blocks.join('\n')}\nexport {};\n`] as const;
  }),
);

describe('the README of a lib', () => {
  it('holds fewer than 60 lines', () => {
    expect(readmes.filter((path) => readFileSync(path, 'utf8').trimEnd().split('\n').length >= 60)).toEqual([]);
  });

  it('has snippets that compile', () => {
    const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path))
      .config as object;
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, join(root, 'tests'));
    const compiler = { ...options, lib: ['lib.es2023.d.ts'], noEmit: true, noUnusedLocals: false };
    const host = ts.createCompilerHost(compiler);
    const [onDisk, read] = [host.fileExists.bind(host), host.readFile.bind(host)];
    host.fileExists = (path) => snippets.has(path) || onDisk(path);
    host.readFile = (path) => snippets.get(path) ?? read(path);
    const program = ts.createProgram([...snippets.keys()], compiler, host);
    const faults = [...snippets.keys()].flatMap((path) =>
      ts.getPreEmitDiagnostics(program, program.getSourceFile(path)),
    );
    expect(
      faults.map(({ messageText, file }) => [file?.fileName, ts.flattenDiagnosticMessageText(messageText, ' ')]),
    ).toEqual([]);
  }, 60_000);
});
