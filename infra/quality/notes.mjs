// A long reason is written once, as a comment line that begins with its bracketed title, and cited by that title elsewhere.
// This check fails on a citation without a home, and on two homes of one title.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['libs', 'apps', 'infra', 'tests'];
const TAG = /\[Note: ([^\]\n…]+)\]/g;
const HOME = /^\s*(?:\/\/|\/?\*+|<!--|#+)?\s*\[Note: [^\]]+\]\s+\S/;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* files(join(folder, entry.name));
    else if (/\.(?:ts|tsx|mjs|md)$/.test(entry.name)) yield join(folder, entry.name);
  }
}

const homes = new Map();
const citations = [];
for (const file of FOLDERS.flatMap((folder) => [...files(folder)])) {
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      for (const [tag, title] of line.matchAll(TAG)) {
        const place = `${file}:${index + 1}`;
        const first = line.indexOf('[Note: ') === line.indexOf(tag);
        if (first && HOME.test(line)) homes.set(title, [...(homes.get(title) ?? []), place]);
        else citations.push({ title, place });
      }
    });
}

const faults = [
  ...citations.filter(({ title }) => !homes.has(title)).map(({ title, place }) => `${place} cites "${title}", which is written nowhere`),
  ...[...homes].filter(([, places]) => places.length > 1).map(([title, places]) => `"${title}" is written at ${places.join(' and ')}`),
];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
