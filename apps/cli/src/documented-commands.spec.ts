import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { comityProgram } from './run.js';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8').replaceAll('\\\n', ' ');
const program = comityProgram({ out: new PassThrough(), err: new PassThrough() });

/** The command lines in the fenced blocks of a document, as words. */
function commandLines(document: string): string[][] {
  const blocks = [...document.matchAll(/^```\w*\n(.*?)^```/gms)].map(([, block]) => block ?? '');
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => /^(?:npx )?comity /.test(line))
    .map((line) => line.replace(/^npx /, '').trim().split(/\s+/).slice(1));
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
  const options = words.filter((word) => word.startsWith('--'));
  return verbs.every(
    (verb) =>
      verb !== undefined &&
      options.every((option) => [...verb.options, ...program.options].some(({ long }) => long === option)),
  );
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
