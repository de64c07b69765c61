import { describe, expect, it } from '@jest/globals';
import { entryBytes } from '#directory';
import { CodedError } from '#primitives';
import { leafHash, MerkleTree } from '#tlog';
import { aNetwork } from '../../../tests/support/directory.js';
import { aCheckpoint } from '../../../tests/support/log-notes.js';
import { Pages } from './pages.js';

const AT = 1_795_000_000;

/** Pages over a log of five entries, of which a relay says when its witnesses first vouched for them. */
function aDatedLog(note: (tree: MerkleTree) => string) {
  const network = aNetwork();
  for (const slug of ['north', 'south', 'east', 'west']) network.anAuthority(slug);
  const tree = new MerkleTree(
    network.entries.map(({ subject, statementHash }) => leafHash(entryBytes(subject, statementHash))),
  );
  const kept = new Map<string, unknown>();
  const asked: string[] = [];
  const pages = new Pages({
    directory: { view: (size: number) => network.directory.at(size), root: (size: number) => tree.root(size) },
    store: {
      get: (key: string) => Promise.resolve(kept.get(key)),
      write: ([{ key, value }]: [{ key: string; value: unknown }]) => Promise.resolve(void kept.set(key, value)),
    },
    transport: {
      call: ({ path }: { path: string }) => {
        asked.push(path);
        return Promise.resolve().then(() => ({ note: note(tree) }));
      },
    },
  } as unknown as ConstructorParameters<typeof Pages>[0]);
  return { pages, asked };
}

describe('when a page was published', () => {
  it('is told by the first note that covers it, and asked for once', async () => {
    const { pages, asked } = aDatedLog((tree) => aCheckpoint('directory', tree, AT, 4));
    expect([await pages.publishedAt(2), await pages.publishedAt(2)]).toEqual([AT, AT]);
    expect(asked).toEqual(['/v1/directory/checkpoint?covering=3']);
  });

  it('is not told by a note of an earlier size, of another log, without its witness, or by none', async () => {
    const other = new MerkleTree([leafHash(new Uint8Array([1])), leafHash(new Uint8Array([2]))]);
    const notes: ((tree: MerkleTree) => string)[] = [
      (tree) => aCheckpoint('directory', tree, AT, 2),
      () => aCheckpoint('directory', other, AT, 2),
      (tree) => aCheckpoint('directory', tree, AT, 4).split('\n').slice(0, -2).join('\n') + '\n',
      () => {
        throw new CodedError('client.offline');
      },
    ];
    for (const [i, note] of notes.entries()) {
      const { pages } = aDatedLog(note);
      expect([i, await pages.publishedAt(i === 1 ? 1 : 2)]).toEqual([i, undefined]);
    }
  });
});
