import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comity } from '../../../tests/support/comity.js';
import { completionScript, shells } from './platform/completion.js';
import { comityProgram } from './run.js';

const streams = { out: process.stdout, err: process.stderr };
const leaves = (command: Command, path: readonly string[] = []): (readonly string[])[] =>
  command.commands.length === 0 ? [path] : command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
const commands = leaves(comityProgram(streams));

const WRONG: readonly (readonly [code: number, argv: readonly string[]])[] = [
  [2, ['nonsense']],
  [2, ['inbox', '--frob']],
  [2, ['inbox', 'more']],
  [2, ['conversation', 'read']],
  [2, ['conversation', 'read', 'x', '--last', 'many']],
  [2, ['conversation', 'open', '--kind', 'party']],
  [2, ['conversation', 'open', '--history', 'some']],
  [2, ['conversation', 'leave', 'x', '--who', 'them']],
  [2, ['conversation', 'remove', 'x']],
  [2, ['conversation', 'remove', 'x', '--officer', 'y', '--authority', 'z']],
  [2, ['conversation', 'policy', 'x']],
  [2, ['conversation', 'policy', 'x', '--retention', '-1']],
  [2, ['authority', 'notify', 'Marenia', '--out', 'x']],
  [2, ['relay', 'status', '--relay', 'not an origin']],
  [2, ['statement', 'sign', '/nowhere/s.json', '--key', '/nowhere/k']],
  [2, ['statement', 'submit', '/nowhere/s.json', '--relay', 'http://127.0.0.1:1']],
  [2, ['device', 'enrol', '/nowhere/invitation.json']],
  [2, ['device', 'revoke', 'No Device']],
  [2, ['officer', 'appoint', '--name', 'A', '--invitation', '/nowhere/i', '--days', 'x']],
  [2, ['record', 'witness', '--key', '/nowhere/k', '--log', 'x', '--state', '/proc/none']],
  [2, ['--passphrase-file', '/nowhere/p', 'key', 'new', '/nowhere/k']],
  [2, ['completion', 'tcsh']],
  [2, ['page', 'approve', '5Kx0q1mW']],
  [2, ['page', 'approve', '-Kx0q1mWJ8e3bYtR7uZfN2pLcXvGhS4dAoK9iT6wQyE']],
  [4, ['--home', '/nowhere', 'page', 'approve', '--', '-Kx0q1mWJ8e3bYtR7uZfN2pLcXvGhS4dAoK9iT6wQyE']],
  [4, ['--home', '/nowhere', 'inbox']],
  [4, ['--home', '/nowhere', 'directory', 'find']],
  [5, ['relay', 'status', '--relay', 'http://127.0.0.1:1']],
];

describe('run', () => {
  it.each(WRONG)('ends with %i and one sentence with its code, given %j', async (code, argv) => {
    const answer = await comity(...argv);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toMatch(/^comity: [^\n]{10,}\n {2}\[[a-z-]+\.[a-z-]+\]\n$/);
  });

  it.each(WRONG)('ends with %i and an error document, given --json %j', async (code, argv) => {
    const answer = await comity('--json', ...argv);
    expect(answer).toMatchObject({ code, out: '' });
    expect(JSON.parse(answer.err)).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  it('suggests the command that was meant, on one line', async () => {
    expect((await comity('conversation', 'raed')).err).toContain("unknown command 'raed' (Did you mean read?)");
  });

  it('shows help on standard output when it is asked for, and on standard error when nothing was', async () => {
    const asked = await comity('--help');
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toContain('Exit codes:');
    expect(await comity('conversation')).toMatchObject({ code: 2, out: '' });
  });

  it.each(commands)('has help with an example for %s %s', async (...path) => {
    const words = path.filter((word) => typeof word === 'string');
    const { code, out, err } = await comity(...words, '--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`\\nExamples?:\\n  .*comity .*\\b${words.at(-1) ?? ''}\\b`));
  });

  it('takes no passphrase and no key as an argument', () => {
    const named = (command: Command): string[] => [
      ...command.options.map(({ long }) => long ?? ''),
      ...command.commands.flatMap(named),
    ];
    expect(named(comityProgram(streams)).filter((name) => /pass|secret(?!ariat)|private|seed|pin/.test(name))).toEqual([
      '--passphrase-file',
    ]);
  });

  it('tells a file that is no statement, key or invitation', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'comity-run-'));
    try {
      const file = join(folder, 'file');
      for (const text of ['', 'not json', '[]', '{"body":1}', '\u0000\u0001']) {
        writeFileSync(file, text, { mode: 0o600 });
        for (const argv of [
          ['statement', 'submit', file, '--relay', 'http://127.0.0.1:1'],
          ['--passphrase-file', file, 'statement', 'sign', file, '--key', file],
        ]) {
          expect(await comity(...argv)).toMatchObject({ code: 2, out: '', err: expect.not.stringMatching(/\n\s+at /) });
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('completionScript', () => {
  it.each(shells)('names every command for %s', (shell) => {
    const script = completionScript(comityProgram(streams), shell);
    for (const word of commands.flat()) expect(script).toContain(word);
  });

  it('completes nouns, verbs and options in bash', () => {
    const script = completionScript(comityProgram(streams), 'bash');
    const ask = (...words: readonly string[]): string[] => {
      const set = `COMP_WORDS=(${words.map((word) => `"${word}"`).join(' ')}); COMP_CWORD=${String(words.length - 1)}; _comity; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, status } = spawnSync('bash', ['-c', `${script}\n${set}`], { encoding: 'utf8' });
      expect(status).toBe(0);
      return stdout.trim().split('\n');
    };
    expect(ask('comity', 'conv')).toEqual(['conversation']);
    expect(ask('comity', '--json', 'conversation', 'fol')).toEqual(['follow']);
    expect(ask('comity', 'conversation', 'follow', '--si')).toEqual(['--silent']);
    expect(ask('comity', 'conversation', 'read', 'abc', '--la')).toEqual(['--last']);
    expect(ask('comity', 'directory', 'show', '--js')).toEqual(['--json']);
  });
});
