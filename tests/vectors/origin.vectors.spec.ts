import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const names = readdirSync(here);
const published = names.filter((name) => name.endsWith('.json')).sort();
const listed = [
  ...readFileSync(new URL('ORIGIN.md', here), 'utf8').matchAll(/^\| `(.+\.json)` +\| `([0-9a-f]{64})` \|$/gm),
];

describe('the published vectors', () => {
  it('are the files that ORIGIN.md lists, byte for byte', () => {
    const hashes = published.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(new URL(name, here)))
        .digest('hex'),
    ]);
    expect(hashes).toEqual(listed.map(([, name, hash]) => [name, hash]));
    expect(hashes).toHaveLength(30);
  });

  it('have one runner each', () => {
    expect(published.filter((name) => !names.includes(name.replace('.json', '.vectors.spec.ts')))).toEqual([]);
  });
});
