import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instruments } from '#client/choices';
import { pageWords } from '#pages';
import directory from './en/directory.json' with { type: 'json' };

const source = fileURLToPath(new URL('..', import.meta.url));
const folder = join(source, 'locales', 'en');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

type Words = { readonly [key: string]: string | Words };

function* leaves(words: Words, path: readonly string[] = []): Generator<readonly [key: string, text: string]> {
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === 'string') yield [[...path, name].join('.'), value];
    else yield* leaves(value, [...path, name]);
  }
}

const catalogues = names.map((name) => ({
  name,
  entries: [...leaves(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Words)],
}));

const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.spec)\.tsx?$/.test(file))
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

/** What the code names in quotes: whole keys, or what one begins with to which something is added. */
const quoted = new Set([...code.matchAll(/(['"])([\w.:-]+)(?=\1)/g)].map(([, , text]) => text));
/** What the code begins a key with and goes on by itself: after a back-tick, or after the name of a catalogue. */
const begun = new Set([...code.matchAll(/[`:]([\w.-]+)\$\{/g)].map(([, text]) => text));

/** Whether a key stands in the code, in whole or as far as a part of it that is put in there. */
function isAsked(name: string, key: string): boolean {
  const plain = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
  const beginnings = [...plain].map((_, at) => plain.slice(0, at)).filter((prefix) => /.{3}/.test(prefix));
  return (
    quoted.has(plain) ||
    quoted.has(`${name}:${plain}`) ||
    beginnings.some((prefix) => begun.has(prefix) || quoted.has(prefix))
  );
}

describe('the catalogues', () => {
  it('are each declared, so that what is asked of them is checked', () => {
    const declared = readFileSync(join(source, 'platform', 'catalogues.d.ts'), 'utf8');
    expect(names.filter((name) => !declared.includes(`/en/${name}.json'`))).toEqual([]);
  });

  it('hold nothing that no part of the page asks for', () => {
    // What these two hold is asked for by the code that comes from the worker.
    const asked = catalogues.filter(({ name }) => name !== 'faults' && name !== 'notices');
    const unasked = asked.flatMap(({ name, entries }) =>
      entries.filter(([key]) => !isAsked(name, key)).map(([key]) => `${name}: ${key}`),
    );
    expect(unasked).toEqual([]);
  });
});

describe('the words for what a page names by a code', () => {
  it('are those of every other edition of the directory', () => {
    const { function: functions, instrument, topic, channel, translation } = directory;
    expect({ functions, instrument, topic, channel, translation, role: directory.contacts.role }).toEqual({
      functions: pageWords.function,
      instrument: pageWords.instrument,
      topic: pageWords.topic,
      channel: pageWords.channel,
      translation: pageWords.translation,
      role: pageWords.role,
    });
  });

  it('have a short form for every instrument that is offered', () => {
    expect(instruments.filter((code) => !Object.hasOwn(directory.instrumentShort, code))).toEqual([]);
  });
});
