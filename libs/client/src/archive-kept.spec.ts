import { describe, expect, it } from '@jest/globals';
import { changed, released, lost } from '../../../tests/support/archived-talk.js';
import { outcome, texts } from '../../../tests/support/talking.js';
import { formatArchiveFile } from './archive-files.js';

describe('what holders released', () => {
  it('is kept until as many have, is stopped and gone on with, and is forgotten when all has come back', async () => {
    const world = await lost();
    const { archive, again, id } = world;
    archive.opens(again.device.id);
    const [first = '', second = ''] = await released(world, [0, 2]);
    const { kept } = again.client.archive;
    const { id: opening } = again.client.archive.opened().opening;
    expect(await again.client.archive.unread()).toEqual(new Map([[id, 2]]));
    expect(await kept.keep(first)).toEqual({ place: 1, shares: 2 });
    expect(await outcome(again.client.archive.recoverKept())).toBe('archive.too-few');
    await kept.keep(first);
    await kept.keep(second);
    expect((await kept.releases(opening)).map(({ place }) => place)).toEqual([1, 3]);
    const signal = { aborted: false };
    const onProgress = (): void => {
      signal.aborted = true;
    };
    expect(await again.client.archive.recoverKept({ signal, onProgress })).toMatchObject({ epochs: 1, left: 1 });
    expect(await again.client.archive.unread()).toEqual(new Map([[id, 1]]));
    expect(await again.client.archive.recoverKept()).toMatchObject({ epochs: 1, left: 0, missing: [] });
    expect(await texts(again, id)).toEqual(['one', 'two', 'three']);
    expect(await kept.releases(opening)).toEqual([]);
  });

  it('stays against whoever claims its place later, unless they give all of it and more', async () => {
    const world = await lost();
    const { archive, again, id } = world;
    archive.opens(again.device.id);
    const [first = '', second = '', later = ''] = await released(world, [0, 1, 0]);
    const { kept } = again.client.archive;
    const held = async () => (await kept.releases(again.client.archive.opened().opening.id)).map(formatArchiveFile);
    const ofOther = changed(second, () => ({ place: 1 }));
    const partly = changed(first, ({ shares }) => ({ shares: shares.slice(0, 1) }));
    expect(await outcome(kept.keep(ofOther))).toBe('archive.share');
    expect(await held()).toEqual([]);
    await kept.keep(partly);
    expect(await outcome(kept.keep(ofOther))).toBe('archive.share');
    await kept.keep(first);
    for (const other of [partly, later]) expect(await outcome(kept.keep(other))).toBe('archive.kept');
    expect(await held()).toEqual([first]);
    await kept.keep(second);
    await again.client.archive.recoverKept();
    expect(await texts(again, id)).toEqual(['one', 'two', 'three']);
    expect(await outcome(kept.keep(first))).toBe('archive.share');
  });

  it('is not kept where it is for another device, or is no release, and serves no other opening', async () => {
    const world = await lost();
    const { archive, again, holder } = world;
    archive.opens(again.device.id);
    const [first = ''] = await released(world, [0]);
    expect(await outcome(holder.client.archive.kept.keep(first))).toBe('archive.device');
    expect(await outcome(again.client.archive.kept.keep('{}'))).toBe('archive.form');
    await again.client.archive.kept.keep(first);
    expect(await again.client.archive.kept.releases('A'.repeat(43))).toEqual([]);
  });
});

describe("a holder's device", () => {
  it('keeps the keys that it once made', async () => {
    const { holder } = await lost();
    const { kept } = holder.client.archive;
    expect(await kept.holder()).toBeUndefined();
    const made = await kept.madeHolder();
    expect(await kept.madeHolder()).toEqual(made);
    expect(await kept.holder()).toEqual(made);
  });
});
