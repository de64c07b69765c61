import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#contracts';
import { canonicalJson, holderKeys } from '#crypto';
import { fromUtf8, toBase64url } from '#primitives';
import { aDeviceAfterLoss, keepsArchive } from '../../../tests/support/archive.js';
import { changed, lost, recovered, released, twoStates, type Lost } from '../../../tests/support/archived-talk.js';
import { outcome, say, texts } from '../../../tests/support/talking.js';
import type { ArchiveRequest } from './archive-files.js';

describe('a recovery', () => {
  it.each([[[0, 1]], [[2, 0]], [[0, 1, 2]]])(
    'brings everything back from holders %s, marked as what it is',
    async (places) => {
      const world = await lost();
      const { archive, again, id } = world;
      archive.opens(again.device.id);
      expect(await texts(again, id)).toEqual([]);
      const seen: number[] = [];
      const releases = await released(world, places);
      const done = await again.client.archive.recover(releases, {
        onProgress: ({ done: one, of }) => seen.push(one / of),
      });
      expect(done).toEqual({ epochs: 2, messages: 3, missing: [], left: 0 });
      expect(seen).toEqual([0.5, 1]);
      expect(await texts(again, id)).toEqual(['one', 'two', 'three']);
      const { items } = await again.client.messages(id, { limit: 100 });
      expect(items.filter(({ is }) => is === 'message').every((item) => 'recovered' in item)).toBe(true);
      await say(world.bob, id, 'four');
      await again.client.sync();
      expect(await texts(again, id)).toEqual(['one', 'two', 'three', 'four']);
    },
  );

  it('brings back an epoch of which nine false posts stand before the true one', async () => {
    const world = await lost({ forged: 9 });
    const { archive, again } = world;
    archive.opens(again.device.id);
    await again.client.sync();
    const { request } = await again.client.archive.request();
    expect(request.epochs.map((one) => one.posts.length)).toEqual([8, 2, 1]);
    expect(await recovered(world, [0, 1])).toEqual({ epochs: 2, messages: 3, missing: [], left: 0 });
  });

  it('takes of each place the share that was posted, whoever else claims the place before or after', async () => {
    const world = await lost();
    const { archive, again } = world;
    archive.opens(again.device.id);
    const [first = '', second = ''] = await released(world, [0, 1]);
    const claimed = changed(first, () => ({ place: 2 }));
    expect(await again.client.archive.recover([claimed, first, second, claimed])).toEqual({
      epochs: 2,
      messages: 3,
      missing: [],
      left: 0,
    });
  });

  it('is a notice in each conversation in scope, for every member, once', async () => {
    const world = await lost();
    const { archive, bob, again, id } = world;
    const other = await bob.client.open({ kind: 'consultation', with: [{ authority: world.north.id }] });
    await again.client.sync();
    archive.opens(again.device.id, [id]);
    for (const client of [bob, again]) {
      await client.client.sync();
      await client.client.sync();
      const opened = (await client.client.notices()).filter(({ code }) => code === 'archive.opened');
      expect(opened.map((one) => [one.conversation, one.device, one.about])).toEqual([[id, again.device.id, 'member']]);
      expect(opened[0]?.conversation).not.toBe(other);
    }
  });

  it('gives nothing from k - 1 shares, however often they come, and says what is missing', async () => {
    const world = await lost();
    const { archive, again, id } = world;
    archive.opens(again.device.id);
    const [one = ''] = await released(world, [0]);
    await expect(again.client.archive.recover([one, one, one])).rejects.toMatchObject({
      code: 'archive.too-few',
      message: '2 of 3 holders must release, and 1 did: nothing can be read before 1 more did',
    });
    expect(await outcome(again.client.archive.recover([]))).toBe('archive.too-few');
    expect(await texts(again, id)).toEqual([]);
  });

  it('leaves an epoch unread that nobody posted, and where a share is another than was posted', async () => {
    const world = await lost();
    const { archive, again, id } = world;
    archive.opens(again.device.id);
    const [first = '', second = ''] = await released(world, [0, 1]);
    const bent = changed(second, (release) => {
      const [one, other] = release.shares;
      return one && other ? { shares: [{ ...one, wrap: other.wrap }, other] } : {};
    });
    const { epochs, messages, missing } = await again.client.archive.recover([first, bent]);
    expect([epochs, messages, missing]).toEqual([1, 1, [{ conversation: id, epoch: 0, why: 'too-few' }]]);
    const mended = await again.client.archive.recover([first, second]);
    expect(mended).toEqual({ epochs: 1, messages: 2, missing: [], left: 0 });
  });

  it('asks for nothing that was not posted, and says which', async () => {
    const world = await twoStates();
    const { alice, bob, relay, north, ana } = world;
    alice.relay.post = () => Promise.reject(new ProblemError('relay.unavailable'));
    const archive = keepsArchive(north);
    const id = await world.open();
    await say(bob, id, 'one');
    alice.device.isRevoked();
    const again = await relay.aClient(aDeviceAfterLoss(ana, 'device-fresh'));
    await again.client.sync();
    await bob.client.sync();
    await bob.client.addOfficers(id, { authority: north.id, officers: [ana.id] });
    archive.opens(again.device.id);
    await again.client.sync();
    await again.client.sync();
    expect(await outcome(again.client.archive.request())).toBe('archive.nothing');
  });

  it('is refused before an archive was opened, on another device, and of what began after the opening', async () => {
    const world = await lost();
    const { archive, again, holder, bob, id } = world;
    expect(await outcome(again.client.archive.request())).toBe('archive.unopened');
    archive.opens(again.device.id);
    await holder.client.sync();
    expect(await outcome(holder.client.archive.request())).toBe('archive.device');
    await bob.client.sync();
    await bob.client.parts.membership.refresh(id);
    await again.client.sync();
    const { request } = await again.client.archive.request();
    expect(request.epochs).toHaveLength(2);
    const late = (await again.client.parts.conversations.begun(id)).epoch;
    const statement = world.relay.frames(id).find(([, kind, S]) => kind === 'statement' && toBase64url(S) === late.S);
    const beyond = {
      ...request,
      epochs: [{ ...request.epochs[0], statement: fromUtf8(statement?.[5] ?? new Uint8Array()) }],
    };
    const [keys = holderKeys(new Uint8Array(32))] = archive.holders;
    expect(await outcome(holder.client.archive.release(canonicalJson(beyond as never), keys))).toBe('archive.scope');
  });

  const requests: [string, string, (request: ArchiveRequest, world: Lost) => object][] = [
    ['another network', 'archive.network', () => ({ network: 'A'.repeat(43) })],
    ['another authority', 'archive.network', (_request, { south }) => ({ authority: south.id })],
    ['another opening', 'archive.unopened', () => ({ opening: 'A'.repeat(43) })],
    ['another archive', 'archive.unopened', () => ({ archive: 'A'.repeat(43) })],
    ['another device', 'archive.device', (_request, { holder }) => ({ device: holder.device.id })],
    [
      'a statement that is none',
      'archive.form',
      ({ epochs }) => ({ epochs: epochs.map((one) => ({ ...one, statement: '{}' })) }),
    ],
    ['a field more', 'archive.form', () => ({ more: 1 })],
    ['posts of another epoch', 'archive.nothing', ({ epochs: [a, b] }) => ({ epochs: [{ ...a, posts: b?.posts }] })],
  ];

  it.each(requests)('is given nothing by a holder who is asked with %s', async (_, code, change) => {
    const world = await lost();
    const { archive, again, holder } = world;
    archive.opens(again.device.id);
    await again.client.sync();
    await holder.client.sync();
    const { request } = await again.client.archive.request();
    const text = canonicalJson({ ...request, ...change(request, world) });
    const [keys = holderKeys(new Uint8Array(32))] = archive.holders;
    expect(await outcome(holder.client.archive.release(text, keys))).toBe(code);
  });

  it('is given nothing out of the scope, by who is no holder, and once its device is revoked', async () => {
    const world = await lost();
    const { archive, again, holder, bob, id, network, north } = world;
    const other = await bob.client.open({ kind: 'consultation', with: [{ authority: north.id }] });
    archive.opens(again.device.id);
    await again.client.sync();
    const { request } = await again.client.archive.request();
    archive.opens(again.device.id, [other]);
    await holder.client.sync();
    const opening = network.directory.latest.authority(north.id)?.openings.at(-1)?.id;
    const [keys = holderKeys(new Uint8Array(32))] = archive.holders;
    const ask = (change: object, by = keys) =>
      outcome(holder.client.archive.release(canonicalJson({ ...request, ...change }), by));
    expect(await ask({ opening })).toBe('archive.scope');
    expect(await ask({}, holderKeys(new Uint8Array(32)))).toBe('archive.holder');
    expect(await ask({})).toBe('done');
    again.device.isRevoked();
    await holder.client.sync();
    expect(await ask({})).toBe('archive.device');
    expect(id).not.toBe(other);
  });

  const releases: [string, string, (world: Lost) => object][] = [
    ['another network', 'archive.network', () => ({ network: 'A'.repeat(43) })],
    ['another opening', 'archive.unopened', () => ({ opening: 'A'.repeat(43) })],
    ['another device', 'archive.device', ({ holder }) => ({ device: holder.device.id })],
    ['a key this device has no more', 'archive.stale', () => ({ number: 999 })],
    ['a field more', 'archive.form', () => ({ more: 1 })],
  ];

  it.each(releases)('takes no release with %s', async (_, code, change) => {
    const world = await lost();
    world.archive.opens(world.again.device.id);
    const [first = '', second = ''] = await released(world, [0, 1]);
    const bent = changed(second, () => change(world));
    expect(await outcome(world.again.client.archive.recover([first, bent]))).toBe(code);
    expect(await texts(world.again, world.id)).toEqual([]);
  });

  it('takes no releases of another opening, replayed under the new one', async () => {
    const world = await lost();
    const { archive, again, id, network, north } = world;
    archive.opens(again.device.id);
    const old = await released(world, [0, 1]);
    archive.opens(again.device.id, [id]);
    await again.client.sync();
    const [first = '', second = ''] = await released(world, [0, 1]);
    expect(await outcome(again.client.archive.recover([first, old[1] ?? '']))).toBe('archive.unopened');
    const opening = network.directory.latest.authority(north.id)?.openings.at(-1)?.id ?? '';
    const replayed = old.map((text) => changed(text, () => ({ opening })));
    const { messages, missing } = await again.client.archive.recover(replayed);
    expect([messages, missing.map(({ why }) => why)]).toEqual([0, ['too-few', 'too-few']]);
    expect((await again.client.archive.recover([first, second])).messages).toBe(3);
  });
});
