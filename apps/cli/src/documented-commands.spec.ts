import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { comityProgram } from './run.js';

const FENCED = /^```\w*\n(.*?)^```/gms;

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8').replaceAll('\\\n', ' ');
const program = comityProgram({ out: new PassThrough(), err: new PassThrough() });
const leaves = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
const nameOf = (command: Command): string =>
  [command.parent === program ? undefined : command.parent?.name(), command.name()].filter(Boolean).join(' ');
const optionsOf = (commands: readonly Command[]): Set<string | undefined> =>
  new Set(['--help', ...[program, ...commands].flatMap(({ options }) => options.map(({ long }) => long))]);

/** The command lines in the fenced blocks of a document, as words. */
function commandLines(document: string): string[][] {
  const blocks = [...document.matchAll(FENCED)].map(([, block]) => block ?? '');
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => /^(?:npx )?comity /.test(line))
    .map(wordsOf);
}

/** What stands as code in the sentences and tables of a document, as words. */
function codeWords(document: string): string[][] {
  const spans = [...document.replaceAll(FENCED, '').matchAll(/`([^`]+)`/g)].map(([, span]) => span ?? '');
  return spans.map((span) => wordsOf(span.replace(/^eval "\$\((.*)\)"$/, '$1')));
}

function wordsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^(?:npx )?comity\b/, '')
    .trim()
    .split(/\s+/);
}

function named(command: Command, word: string): Command | undefined {
  return command.commands.find((sub) => sub.name() === word);
}

/** Whether the words begin with a command of the tree, and every option among them is its own or global. */
function isKnown(words: readonly string[]): boolean {
  const plain = words.filter(
    (word, i) => /^[a-z|-]+$/.test(word) && !word.startsWith('--') && !words[i - 1]?.startsWith('--'),
  );
  const noun = named(program, plain[0] ?? '');
  if (noun === undefined) return false;
  const verbs = noun.commands.length === 0 ? [noun] : (plain[1] ?? '').split('|').map((verb) => named(noun, verb));
  return verbs.every((verb) => verb !== undefined && haveOptions(words, [verb]));
}

/** As {@link isKnown}, of words in a sentence: of options alone, of a verb whose noun was named before, or of no command at all. */
function isKnownCode(words: readonly string[]): boolean {
  const [first = '', ...more] = words;
  if (!/^[a-z]/.test(first)) return haveOptions(words, leaves(program));
  if (more.length === 0) return true;
  if (named(program, first) !== undefined) return isKnown(words);
  return program.commands.some((noun) => named(noun, first) !== undefined && isKnown([noun.name(), ...words]));
}

function haveOptions(words: readonly string[], commands: readonly Command[]): boolean {
  return words.filter((word) => /^--[a-z]/.test(word)).every((option) => optionsOf(commands).has(option));
}

describe('a documented command line', () => {
  it.each(['README.md', 'infra/docs/operations.md'])(
    'names a command and options that exist when it stands in %s',
    (path) => {
      const lines = commandLines(read(path));
      expect(lines.length).toBeGreaterThan(5);
      expect(lines.filter((words) => !isKnown(words)).map((words) => words.join(' '))).toEqual([]);
    },
  );
});

describe('infra/docs/command-line.md', () => {
  const told = codeWords(read('infra/docs/command-line.md'));

  it('names commands and options that exist', () => {
    expect(told.filter((words) => !isKnownCode(words)).map((words) => words.join(' '))).toEqual([]);
  });

  it('names every command', () => {
    const names = new Set(told.flatMap(([noun = '', verb = '']) => [noun, `${noun} ${verb}`]));
    expect(
      leaves(program)
        .map(nameOf)
        .filter((name) => !names.has(name)),
    ).toEqual([]);
  });
});
