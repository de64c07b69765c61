// A long reason is written once, after its bracketed title, and cited elsewhere as "see" and that title. This check fails on
// a citation without a home, and on a title with two homes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['libs', 'apps', 'infra', 'tests'];
// "see" may stand at the end of the comment line before.
const TAG = /(\bsee[\s/*#]*)?\[Note: ([^\]\\]+)\]/gi;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* files(join(folder, entry.name));
    else if (/\.(?:ts|tsx|mjs|md)$/.test(entry.name)) yield join(folder, entry.name);
  }
}

const homes = new Map();
const citations = [];
for (const file of FOLDERS.flatMap((folder) => [...files(folder)])) {
  const text = readFileSync(file, 'utf8');
  for (const { 1: see, 2: title, index } of text.matchAll(TAG)) {
    const place = `${file}:${text.slice(0, index).split('\n').length}`;
    if (see === undefined) homes.set(title, [...(homes.get(title) ?? []), place]);
    else citations.push({ title, place });
  }
}

const faults = [
  ...citations
    .filter(({ title }) => !homes.has(title))
    .map(({ title, place }) => `${place} cites "${title}", which is written nowhere`),
  ...[...homes]
    .filter(([, at]) => at.length > 1)
    .map(([title, at]) => `"${title}" is written at ${at.join(' and ')}; cite it as "see"`),
];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
